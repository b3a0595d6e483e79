"""One settings file; everything that differs per installation comes from the environment."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from leerrecht.config import embedded, identity, roles
from leerrecht.operations.numbers import whole_number

BASE_DIR = Path(__file__).resolve().parent.parent


def _secret_key() -> str:
    """The key of this installation: from the environment, else made once and kept in its folder."""
    if key := os.environ.get("LEERRECHT_SECRET_KEY"):
        return key
    path = embedded.home() / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def _database() -> dict[str, object]:
    """The address for the role of the application; only migrations use the owner's, and the tests."""
    parts = conninfo_to_dict(os.environ.get("DATABASE_APP_URL") or os.environ.get("DATABASE_URL", ""))
    return {
        "ENGINE": "leerrecht.access.database",
        "NAME": parts.get("dbname", "leerrecht"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": None,
        # Statements of ``access.sql.prepared`` ask to be prepared; they are planned once, not at every call.
        "OPTIONS": {"prepare_threshold": 1_000_000, "options": "-c plan_cache_mode=force_generic_plan -c jit=off"},
        "TEST": {"NAME": os.environ.get("LEERRECHT_TEST_DATABASE") or None},
    }


SECRET_KEY = _secret_key()
DEMO = os.environ.get("LEERRECHT_DEMO") == "1"
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LEERRECHT_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("LEERRECHT_ORIGINS", "").split(",") if o]
SECURE = os.environ.get("LEERRECHT_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Not "Strict": whoever comes back from the sign-in of a school must still be known.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "leerrecht.access.sessions"
# The cookie goes with the browser; when a sign-in ends is told by the server.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SIGN_IN_IDLE = timedelta(minutes=whole_number("LEERRECHT_IDLE_MINUTES", 60))
SIGN_IN_LONGEST = timedelta(hours=12)
# Two installations side by side on one host each keep their own sign-in. Under https each has a name of its own, and
# its servers, on whatever ports, share the sign-in.
_INSTANCE = "" if SECURE else f"-{os.environ.get('PORT', '8000')}"
# Under https the name itself forbids that another site on the same domain sets it.
_HOST = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{_HOST}leerrecht-sessie{_INSTANCE}"
CSRF_COOKIE_NAME = f"{_HOST}leerrecht-csrf{_INSTANCE}"
if SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
# How many proxies stand before the server: the address of a visitor is that many from the end of X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("LEERRECHT_PROXIES", 1 if SECURE else 0)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_cotton",
    "django_tables2",
    "django_filters",
    "leerrecht.access",
    "leerrecht.ui",
    "django.forms",
    "leerrecht.facts",
    "leerrecht.documents",
    "leerrecht.regelwijzer",
    "leerrecht.organisations",
    "leerrecht.people",
    "leerrecht.consent",
    "leerrecht.enrolment",
    "leerrecht.notes",
    "leerrecht.attendance",
    "leerrecht.transfers",
    "leerrecht.discimus",
    "leerrecht.duties",
    "leerrecht.letters",
    "leerrecht.forms",
    "leerrecht.guidance",
    "leerrecht.meetings",
    "leerrecht.quality",
    "leerrecht.directory",
    "leerrecht.cases",
    "leerrecht.trajectories",
    "leerrecht.referrals",
    "leerrecht.sick",
    "leerrecht.discipline",
    "leerrecht.placement",
    "leerrecht.leerplicht",
    "leerrecht.places",
    "leerrecht.thuiszitters",
    "leerrecht.inclusion",
    "leerrecht.portal",
    "leerrecht.indicators",
    "leerrecht.exchange",
    "leerrecht.logbook",
    "leerrecht.web",
    "leerrecht.operations",
    "leerrecht.api",
    "leerrecht.demo",
]

MIDDLEWARE = [
    "leerrecht.operations.middleware.Timing",
    "leerrecht.ui.middleware.ContentSecurityPolicy",
    "django.middleware.security.SecurityMiddleware",
    "leerrecht.api.middleware.Problems",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "leerrecht.documents.interfaces.limits.UploadLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "leerrecht.access.middleware.PrincipalMiddleware",
    "leerrecht.portal.door.SpokenLanguage",
    "leerrecht.access.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "leerrecht.config.urls"
WSGI_APPLICATION = "leerrecht.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "leerrecht.access.context.principal",
                "leerrecht.portal.context.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "leerrecht.ui.templatetags.leerrecht"],
        },
    }
]

DATABASES = {"default": _database()}
# The role that the policies of the database are for; it owns nothing.
WALL_ROLE = roles.name_of(os.environ.get("DATABASE_APP_URL", ""), os.environ.get("DATABASE_URL", ""))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counts of attempts to sign in, and the codes that were used: one count for all web processes (decision 0016).
CACHES = {
    "default": {
        "BACKEND": "leerrecht.access.counts.Counts",
        "LOCATION": "access_count",
        "KEY_FUNCTION": "leerrecht.access.counts.unreadable",
        # Beyond it the oldest are forgotten; nobody reaches it within the minutes that a count lasts.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "leerrecht.access.backends.PasswordBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "leerrecht.access.validators.LongPassword",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "leerrecht.access.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "leerrecht.access.forms.SignInForm",
    "change_password": "leerrecht.access.forms.PasswordForm",
    "reauthenticate": "leerrecht.access.forms.ConfirmForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "60/m/ip" if DEMO else "10/m/ip,5/5m/key",
    # A whole school may share one address; somebody who types asks twice a second.
    "regelwijzer": "900/m/ip",
    "survey": "900/m/ip",
    "recovery": "10/m/ip,5/5m/key",
    "begin": "20/m/ip",
    "recovery_request": "20/h/user",
    "upload": "60/m/user",
}
MFA_ADAPTER = "leerrecht.access.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Leerrecht"
# A code of half a minute ago counts too: typing takes time. Each counts once (``access.forms``).
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "authenticate": "leerrecht.access.forms.CodeForm",
    "reauthenticate": "leerrecht.access.forms.ConfirmCodeForm",
    "activate_totp": "leerrecht.access.forms.AppForm",
    "add_webauthn": "leerrecht.access.forms.KeyForm",
    "edit_webauthn": "leerrecht.access.forms.KeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "leerrecht.access.school_identity.SchoolAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": identity.read_providers(os.environ.get("LEERRECHT_OIDC", ""))}}
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True
FORM_RENDERER = "leerrecht.ui.forms.Renderer"
DJANGO_TABLES2_TEMPLATE = "ui/table.html"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60

MAX_SCAN_BYTES = 10 * 1024 * 1024
MAX_IMPORT_BYTES = 60 * 1024 * 1024
# Where school packages put their files at night: a folder with a subfolder for each school; empty where there is none.
IMPORT_FOLDER = os.environ.get("LEERRECHT_IMPORT_FOLDER", "")
# Of a body that is refused for its size, so much is read and thrown away before the answer.
UPLOAD_DRAIN_BYTES = 256 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000


# What carries reports to AGODI: the dotted path of a class; empty where a person reports by hand and notes the proof.
AGODI_CHANNEL = os.environ.get("LEERRECHT_AGODI_CHANNEL", "")
# Looks through every file that comes in: "clamd:/path/of/socket", "clamd:host:port" or "command:program arguments".
UPLOAD_SCAN = os.environ.get("LEERRECHT_UPLOAD_SCAN", "")

# A webhook never goes to the machine or the network of the installation; the tests listen there.
WEBHOOKS_INSIDE = False

# Where letters leave by e-mail: a server of one's own (SMTP), else nothing leaves and the record says so.
EMAIL_HOST = os.environ.get("LEERRECHT_SMTP_HOST", "")
EMAIL_PORT = whole_number("LEERRECHT_SMTP_PORT", 587)
EMAIL_HOST_USER = os.environ.get("LEERRECHT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LEERRECHT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LEERRECHT_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 30
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "leerrecht.letters.domain.testmail.NowhereBackend"
)
DEFAULT_FROM_EMAIL = os.environ.get("LEERRECHT_SMTP_FROM", "leerrecht@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "tekst": {"()": "leerrecht.config.logs.Discreet"},
        "json": {"()": "leerrecht.config.logs.Lines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("LEERRECHT_LOG_FORMAT") == "json" else "tekst",
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LEERRECHT_LOG", "WARNING")},
}
