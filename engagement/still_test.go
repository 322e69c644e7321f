package engagement

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"demarc/history"
	"demarc/store"
)

// A merge may be prepared beside the session, which is changed meanwhile: that
// is seen when it is made, and what is looked at stays as it was.
func TestAMergeIsPreparedBesideItsSession(t *testing.T) {
	for name, meanwhile := range map[string]bool{"nothing else is done": false, "something is changed meanwhile": true} {
		t.Run(name, func(t *testing.T) {
			ada, bo := laptops(t)
			ada.accountable("Triage", "AI-SEC-002", "Anna")
			bo.accountable("Triage", "AI-SEC-002", "Bert")
			ada.check(bo.Session.Close())
			m, err := ada.Still().PrepareMerge(bo.path, bo.options())
			ada.check(err)
			defer m.Close()
			parties := len(m.session.state.Parties)
			if meanwhile {
				ada.party("Dora")
			}
			if len(m.session.state.Parties) != parties {
				t.Error("what is looked at follows the session")
			}
			g, err := m.Gather(context.Background(), alike(m, history.ChooseTheirs), nil)
			ada.check(err)
			if got := ada.owner("Triage", "AI-SEC-002"); got != "Anna" {
				t.Errorf("before the merge was made it is %s", got)
			}
			_, err = g.Join(context.Background())
			if meanwhile != errors.Is(err, store.ErrStale) {
				t.Fatalf("making it: %v", err)
			}
			want := map[bool]string{false: "Bert", true: "Anna"}[meanwhile]
			if got := ada.owner("Triage", "AI-SEC-002"); got != want {
				t.Errorf("accountable is %s, not %s", got, want)
			}
		})
	}
}

func TestACopyIsKnownByItsFile(t *testing.T) {
	ada, bo := laptops(t)
	bo.party("Dora")
	handoff := filepath.Join(t.TempDir(), "for ada.demarc")
	_, err := bo.Handoff(context.Background(), handoff, "")
	ada.check(err)
	ada.check(bo.Session.Close())
	other := newDesk(t)
	ada.check(other.Session.Close())
	sealed := newDesk(t)
	_, err = sealed.SetPassphrase(context.Background(), "four quiet herons", false)
	ada.check(err)
	ada.check(sealed.Session.Close())
	for name, c := range map[string]struct {
		path   string
		copy   bool
		sealed bool
	}{
		"another copy":       {bo.path, true, false},
		"a handoff":          {handoff, true, false},
		"the file itself":    {ada.path, false, false},
		"another engagement": {other.path, false, false},
		"no file":            {filepath.Join(t.TempDir(), "none.demarc"), false, false},
		"a sealed one":       {sealed.path, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			is, err := ada.IsCopy(c.path)
			if is != c.copy || c.sealed != errors.Is(err, store.ErrSealed) {
				t.Errorf("it is said to be one: %v, %v", is, err)
			}
		})
	}
}
