from django.test import Client


def test_x(story, client: Client):
    r = client.get("/be/")
    assert r.status_code == 200
