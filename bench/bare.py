"""The yardstick: the least that a Flask route can do with the same request on the same server."""

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

app = Flask("bare")


@app.post("/api/v1/reports")
def post_report() -> ResponseReturnValue:
    """Read the JSON and answer."""
    body = request.get_json()
    return jsonify({"reference": body["receipt"][:10]}), 201
