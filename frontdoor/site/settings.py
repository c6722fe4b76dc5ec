"""Settings. The environment says where the database is and whether this is the demonstration; nothing else varies."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from frontdoor.site.mail import mail_server
from frontdoor.site.places import VAR, secret
from frontdoor.site.places import database as _database

BASE = Path(__file__).resolve().parent
DEBUG = False
IS_DEMONSTRATION = os.environ.get("FRONTDOOR_DEMONSTRATION") == "yes"
SECRET_KEY = secret("secret-key")
ALLOWED_HOSTS = os.environ.get("FRONTDOOR_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("FRONTDOOR_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "frontdoor.record.organisations",
    "frontdoor.record.access",
    "frontdoor.record.policy",
    "frontdoor.record.capacity",
    "frontdoor.record.ledger",
    "frontdoor.record.outbox",
    "frontdoor.record.pages",
    "frontdoor.journey.children",
    "frontdoor.journey.intake",
    "frontdoor.journey.triage",
    "frontdoor.journey.decision",
    "frontdoor.oversight.worklist",
    "frontdoor.oversight.insight",
    "frontdoor.oversight.quality",
    "frontdoor.oversight.staffing",
    "frontdoor.oversight.returns",
    "frontdoor.oversight.arrangements",
    "frontdoor.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "frontdoor.record.access.middleware.AnswerSafely",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "frontdoor.record.access.middleware.SayWhatMayLoad",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "frontdoor.record.access.middleware.KnowWorker",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "frontdoor.record.access.middleware.EndSessions",
    "frontdoor.record.access.middleware.WorkFor",
    "frontdoor.record.access.middleware.AskSecondStep",
    "frontdoor.record.access.middleware.HoldWhatWasTyped",
    "frontdoor.record.access.middleware.AnswerRefusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "frontdoor.site.urls"
WSGI_APPLICATION = "frontdoor.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "frontdoor.site.frame.frame",
            ],
            "builtins": [],
        },
    }
]
FORM_RENDERER = "frontdoor.record.pages.govforms.GovRenderer"

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "access.Worker"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "frontdoor.record.access.knowing.SignedIn",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "frontdoor.record.access.adapter.ClosedSignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Guessing is counted by axes, for a name at an address: a flood from elsewhere cannot lock a duty team out.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": None}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts are made by an administrator; nobody signs up
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Front Door"
MFA_TOTP_TOLERANCE = 1  # periods early or late: a code typed as the app turns to the next is still good
MFA_FORMS = {
    "authenticate": "frontdoor.record.access.codes.SecondStep",
    "reauthenticate": "frontdoor.record.access.codes.SecondStepAgain",
}
TOTP_IS_REQUIRED = not IS_DEMONSTRATION

# A session ends after 15 minutes without a request, and after 12 hours whatever happens (OWASP ASVS, chapter 7).
SESSION_ENGINE = "frontdoor.record.access.session_store"
SESSION_IDLE_SECONDS = int(os.environ.get("FRONTDOOR_IDLE_SECONDS", "900"))
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # autosave reads it, to send it back
IS_BEHIND_TLS = os.environ.get("FRONTDOOR_TLS") == "yes"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_SSL_REDIRECT = IS_BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "frontdoor.record.access.views.hold"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "frontdoor.record.access.attempts.named"
AXES_LOCKOUT_TEMPLATE = "access/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
_MAIL = mail_server(os.environ)
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _MAIL.backend, _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.tls == "starttls", _MAIL.tls == "yes"
EMAIL_FILE_PATH = VAR / "outbox"
DEFAULT_FROM_EMAIL = os.environ.get("FRONTDOOR_FROM", "front-door@frontdoor.example")
PUBLIC_ADDRESS = os.environ.get("FRONTDOOR_ADDRESS", "http://localhost:8000")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_detail": {"()": "frontdoor.record.access.logs.NoPersonalDetail"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_personal_detail"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
