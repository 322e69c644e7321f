package engagement

import (
	"bytes"
	"os"
	"testing"
)

// A history that does not follow from itself does not become ours.
func TestAnotherSideThatIsNotIntactIsRefused(t *testing.T) {
	d := newDesk(t)
	d.party("Cloud Security")
	other := d.copyOn("other.demarc")
	other.party("Model Risk")
	other.party("Red Team")
	other.check(other.Close())
	whole, err := os.ReadFile(other.path)
	d.check(err)
	for name, test := range map[string]struct {
		old, new string
		refused  bool
	}{
		"as it is":                     {"", "", false},
		"a change says something else": {`"Cloud Security"`, `"Cloud Securitz"`, true},
	} {
		edited := bytes.ReplaceAll(whole, []byte(test.old), []byte(test.new))
		if test.old == "" {
			edited = whole
		}
		d.check(os.WriteFile(other.path, edited, 0o600))
		m, err := d.PrepareMerge(other.path, Options{})
		if err == nil {
			err = m.Check(t.Context())
			m.Close()
		}
		if test.refused {
			refusedWith(t, err, CodeUnavailable, "other.demarc is not intact, and nothing was merged")
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
