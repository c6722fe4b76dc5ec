"""Programs that run in environments of their own: none of them is imported by Front Door, and none imports it."""
