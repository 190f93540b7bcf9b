"""Django's settings, made from the typed ones of `env.py`."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from goodword.config.database import database
from goodword.config.env import read_settings
from goodword.config.logs import logging_of
from goodword.config.saml import identity_provider
from goodword.config.webhooks import webhook_settings
from goodword.core.keys import secret_key
from goodword.web.door.provider import provider_settings, saml_settings
from goodword.web.door.rates import RATES

GOODWORD = read_settings()
_PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = secret_key(GOODWORD.data)
DEBUG = GOODWORD.debug
ALLOWED_HOSTS = GOODWORD.hosts
CSRF_TRUSTED_ORIGINS = [GOODWORD.address]
LOGGING = logging_of(GOODWORD.log_level)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.saml",
    *(["allauth.socialaccount.providers.openid_connect"] if GOODWORD.oidc_issuer else []),  # it is 7 MB
    # The rooms, lowest first: reactions run in this order.
    "goodword.core",
    "goodword.core.jobs",
    "goodword.core.search",
    "goodword.calendars",
    "goodword.accounts",
    "goodword.people",
    "goodword.conversations",
    "goodword.promises",
    "goodword.playbook",
    "goodword.channels.email",
    "goodword.listening",
    "goodword.recovery",
    "goodword.notifications",
    "goodword.web",
    "goodword.config",
]

DATABASES = {"default": database(GOODWORD.database_url)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # It keeps who tried how often: Django's 300 would let a flood of other names push the counts out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "goodword.config.static.StaticFiles"},
    "blobs": {"BACKEND": "goodword.core.blobs.disk.BlobFolder"},
}
TASKS = {
    "default": {
        "BACKEND": "goodword.core.jobs.backend.DatabaseBackend",
        "QUEUES": [],  # any name
        "OPTIONS": {"schedule": "goodword.config.schedule.SCHEDULE"},
    },
}
# The first run plants the demo by this name: screens know nothing of the seeds, which stand above them.
DEMO_PLANTER = "goodword.seeds.planting.plant_demo"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Agent"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today"
LOGOUT_REDIRECT_URL = "/sign-in"
ACCOUNT_ADAPTER = "goodword.web.door.adapter.DoorAdapter"
ACCOUNT_FORMS = {
    "login": "goodword.web.door.forms.SignInForm",
    "confirm_login_code": "goodword.web.door.forms.GiveCodeForm",
    "request_login_code": "goodword.web.door.forms.AskForCodeForm",
    "reset_password": "goodword.web.door.forms.AskForResetForm",
    "reset_password_from_key": "goodword.web.door.forms.NewPasswordForm",
    "reauthenticate": "goodword.web.door.forms.AgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation sent to it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can make the desk write to strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = RATES
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
SOCIALACCOUNT_ADAPTER = "goodword.web.door.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = provider_settings(
    issuer=GOODWORD.oidc_issuer,
    name=GOODWORD.sso_name,
    client_id=GOODWORD.oidc_client_id,
    secret=GOODWORD.oidc_client_secret,
) | saml_settings(identity_provider(GOODWORD.saml_metadata), name=GOODWORD.sso_name)
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another host is forbidden by our own policy for pages
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "goodword.web.door.second_step.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "goodword.web.door.second_step.SecondStepForm",
    "reauthenticate": "goodword.web.door.second_step.AgainByCodeForm",
    "activate_totp": "goodword.web.door.second_step.AppForm",
    "add_webauthn": "goodword.web.door.second_step.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones differ; a code is taken once all the same

ROOT_URLCONF = "goodword.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goodword.web.door.context.house",
            ],
        },
    },
]

LANGUAGE_CODE = GOODWORD.language
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [_PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = GOODWORD.time_zone

STATIC_URL = "/static/"
STATIC_ROOT = GOODWORD.data / "static"
STATICFILES_DIRS = [_PACKAGE / "web" / "static"]

DATA_UPLOAD_MAX_MEMORY_SIZE = GOODWORD.max_upload_megabytes * 1024 * 1024
ANYMAIL = webhook_settings(GOODWORD.webhook_secret, GOODWORD.webhook_keys)
EMAIL_BACKEND = "goodword.channels.email.system_mail.Backend"

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "desk_session"
CSRF_COOKIE_NAME = "desk_csrf"
LANGUAGE_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = GOODWORD.is_https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if GOODWORD.is_https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CSRF_FAILURE_VIEW = "goodword.web.shell.refusals.show_too_old"

MIDDLEWARE = [
    "goodword.web.middleware.request_log.RequestLogMiddleware",
    "goodword.web.middleware.headers.HeadersMiddleware",
    "goodword.web.middleware.live_at.LiveAtMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes, so that a page's length tells nothing (BREACH)
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "goodword.web.middleware.first_run.FirstRunMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goodword.web.middleware.locale.AgentLocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "goodword.web.middleware.refusals.RefusalsMiddleware",
    "goodword.web.middleware.sign_in.SignedInMiddleware",
    "goodword.web.middleware.second_step.SecondStepMiddleware",
]
