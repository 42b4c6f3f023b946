import time
import pytest
pytestmark = pytest.mark.browser
def test_home(visit, site):
    v = visit()
    p = v.open("/be/")
    print(p.title())
def test_two(visit):
    v = visit()
    t=time.time(); p = v.open("/be/none/", status=404); print(time.time()-t)
    p.goto("https://example.org/")
