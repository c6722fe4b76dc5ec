import time, collections, resource
import pytest
from django.db import connection
@pytest.mark.django_db
def test_p():
    from tests.proofs import walking as w
    count=collections.Counter(); cur=["other"]; secs=collections.Counter(); calls=collections.Counter(); dbsecs=collections.Counter()
    def wrap(execute, sql, params, many, context):
        t=time.perf_counter()
        count[cur[0]]+=1
        try: return execute(sql, params, many, context)
        finally: dbsecs[cur[0]]+=time.perf_counter()-t
    def label(name, f):
        def g(*a,**k):
            old=cur[0]; cur[0]=name; t=time.perf_counter(); calls[name]+=1
            try: return f(*a,**k)
            finally: secs[name]+=time.perf_counter()-t; cur[0]=old
        return g
    from frontdoor.journey.decision import queries as q
    orig=q.stage_of
    q.stage_of=label("stage_of",orig)
    w.work=label("work",w.work)
    w.Walk.__init__=label("init",w.Walk.__init__)
    for k in list(w.ACTS): w.ACTS[k]=label("act "+k,w.ACTS[k])
    w.walk_about(2, seed=9)
    for c in (count,secs,calls,dbsecs): c.clear()
    t=time.perf_counter()
    with connection.execute_wrapper(wrap): w.walk_about(30, seed=10)
    print(time.perf_counter()-t)
    for k,v in count.most_common(): print(f"{k:25} q={v/30:.1f} calls={calls[k]} s={secs[k]:.2f} db={dbsecs[k]:.2f} q/call={v/max(calls[k],1):.1f} ms/call={1000*secs[k]/max(1,calls[k]):.0f}")
    print(sum(count.values())/30)
