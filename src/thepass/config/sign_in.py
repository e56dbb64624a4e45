"""Sign-in by django-allauth: e-mail and password, TOTP, passkeys, OpenID Connect."""

from typing import Any

from thepass.config.settings import Settings

APPS = (
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
)


def of(settings: Settings, *, testing: bool) -> dict[str, Any]:
    """allauth's and Django's sign-in settings."""
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.MD5PasswordHasher"
            if testing
            else "django.contrib.auth.hashers.Argon2PasswordHasher"
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ("name", "email")},
            },
            {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "ACCOUNT_ADAPTER": "thepass.people.web.sign_in.Adapter",
        "SOCIALACCOUNT_ADAPTER": "thepass.people.web.sign_in.OutsideAdapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_UNIQUE_EMAIL": True,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 600,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if settings.behind_tls else "http",
        **({} if settings.rate_limits else {"ACCOUNT_RATE_LIMITS": False}),
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if settings.proxy else 0,
        "USERSESSIONS_TRACK_ACTIVITY": False,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not settings.behind_tls,
        "MFA_TOTP_ISSUER": "The Pass",
        "SOCIALACCOUNT_ONLY": False,
        "SOCIALACCOUNT_AUTO_SIGNUP": True,
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": settings.oidc_trusts_email,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": settings.oidc_trusts_email,
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": _oidc(settings)}},
    }


def _oidc(s: Settings) -> list[dict[str, Any]]:
    if not s.oidc_server:
        return []
    return [
        {
            "provider_id": "organisation",
            "name": s.oidc_name or "your organisation's account",
            "client_id": s.oidc_client,
            "secret": s.oidc_secret,
            "settings": {"server_url": s.oidc_server, "oauth_pkce_enabled": True},
        }
    ]
