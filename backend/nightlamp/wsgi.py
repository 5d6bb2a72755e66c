"""What gunicorn serves."""

from nightlamp.app import create_app

app = create_app()
