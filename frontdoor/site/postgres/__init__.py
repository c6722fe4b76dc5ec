"""PostgreSQL: the server that Front Door brings along for machines that have none, and its two roles on any server."""

from frontdoor.site.postgres.cluster import Cluster
from frontdoor.site.postgres.connection import Connection, Unusable, from_url
from frontdoor.site.postgres.roles import ensure_web_role, refuse_forgetful, refuse_unwalled

__all__ = ["Cluster", "Connection", "Unusable", "ensure_web_role", "from_url", "refuse_forgetful", "refuse_unwalled"]
