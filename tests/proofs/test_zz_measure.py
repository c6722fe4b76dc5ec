import time, sys, os
from frontdoor.record.ledger import verify
def test_measure(owner):
    n=int(os.environ.get("ROWS","300000"))
    owner.run("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_tell")
    t=time.time()
    owner.run("INSERT INTO ledger_entry (authority_id, number, at, by_id, by_name, act, subject, subject_id, detail, previous_hash, hash) SELECT 2, 0, now() + n * interval '1 second', n %% 90, 'Somebody With A Name', 'person.viewed', 'person', n, jsonb_build_object('contact', n, 'named', n+1), '', '' FROM generate_series(1, %s) n", n)
    t1=time.time()
    owner.run("ANALYZE ledger_entry")
    for _ in range(3):
        t2=time.time(); v=verify.check(2); t3=time.time()
        print(f"MEASURE insert {n/(t1-t):.0f}/s; verify {v.entries} in {t3-t2:.2f}s = {v.entries/(t3-t2):.0f}/s {v.words}", file=sys.stderr)
    for sql in (verify.CHAIN, verify.DIGESTS):
        t2=time.time(); owner.ask(sql.replace("%(authority)s","2")); print("MEASURE part", time.time()-t2, file=sys.stderr)
