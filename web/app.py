"""The desk as a WSGI application: its parts put together."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from web import access, safety, words
from web.desk import Desk
from web.pages import BLUEPRINTS

LARGEST_REQUEST = 24 * 1024 * 1024
IDLE = timedelta(hours=1)


def create_app(desk: Desk) -> Flask:
    """The application of one county."""
    app = Flask("web", static_folder="static", template_folder="templates")
    app.extensions["desk"] = desk
    app.config.update(
        SECRET_KEY=desk.secret,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        PERMANENT_SESSION_LIFETIME=IDLE,
        SESSION_COOKIE_NAME="zwaudit",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=desk.over_https,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    safety.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    words.install(app)
    access.install(app)
    return app
