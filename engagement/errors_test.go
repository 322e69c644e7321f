package engagement

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"demarc/store"
)

func TestMayPassIsSaidOfPassingTroubleAlone(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(t.TempDir(), "notes.demarc")
	d.check(os.WriteFile(path, []byte("not an engagement"), 0o600))
	_, notOurs := Open(path, d.options())
	_, missing := Open(filepath.Join(t.TempDir(), "gone.demarc"), d.options())
	for _, c := range []struct {
		name string
		err  error
		may  bool
	}{
		{"a file that is no engagement", notOurs, false},
		{"a file that is missing, as on a stick", missing, true},
		{"a file in use", storeError(store.ErrInUse), true},
		{"a full disk", storeError(store.ErrDiskFull), true},
		{"a damaged file", storeError(store.ErrDamaged), false},
		{"a file of a newer program", storeError(store.ErrNewer), false},
		{"a wrong call", wrongInput("no"), false},
		{"trouble of an unknown kind", errors.New("odd"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.err == nil || MayPass(c.err) != c.may {
				t.Errorf("of %v it says %t", c.err, !c.may)
			}
		})
	}
}
