from tests.journeys.test_nights import *
from tests.journeys.conftest import *
def test_dbg(county):
    plant = planted_by(county, "c12-open-ended-material")[0]
    number = min(numbers(county, plant))
    q=f"SELECT id,observed,observed_reason,url,fetched_url,places,fields,seen_at FROM finding WHERE id={int(number[1:])}"
    print(plant); print(county.ask(q))
    county.sandbox.fix(plant)
    print(county.night("2026-03-03"))
    print(county.ask(q)); 
    print(county.ask(f"SELECT what,old,new,reason FROM event WHERE finding_id={int(number[1:])}"))
    print(county.ask("SELECT source,unit,guides,fields,suspect FROM coverage WHERE suspect<>''"))
    assert 0
