package store

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// What a file says of itself is said elsewhere as well: no other engagement
// and no other beginning is believed.
func TestOpenHoldsTheFileAgainstItself(t *testing.T) {
	tests := map[string]struct {
		edit func(v values) error
		want string
	}{
		"another engagement":     {func(v values) error { return v.put(metaBucket, keyEngagement, []byte("other")) }, "no record of the engagement"},
		"no engagement":          {func(v values) error { return v.delete(metaBucket, keyEngagement) }, "no record of the engagement"},
		"another beginning":      {func(v values) error { return v.put(metaBucket, keyCreated, []byte(at(7).String())) }, "its first moment"},
		"its moment otherwise":   {func(v values) error { return v.put(metaBucket, keyCreated, []byte(at(0).String()+" ")) }, "its first moment"},
		"no beginning":           {func(v values) error { return v.delete(metaBucket, keyCreated) }, "its first moment"},
		"no first commit":        {func(v values) error { return remove(v, commitsBucket, number(1)) }, "commit 1 is missing"},
		"another first commit":   {func(v values) error { return swap(v, 1, 2) }, "its first moment"},
		"a head that is no id":   {func(v values) error { return v.put(metaBucket, keyHead, []byte("x")) }, "its last commit"},
		"a state that is none":   {func(v values) error { return v.put(metaBucket, keyState, []byte("x")) }, "its last commit"},
		"a part that is missing": {func(v values) error { return v.tx.DeleteBucket([]byte(recordsBucket)) }, `its part "records" is missing`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "acme.demarc")
			f := mustCreate(t, path, engagement(), party(1))
			mustCommit(t, f, 1, made(party(2)))
			edit(t, f, test.edit)
			f.Close()
			_, err := Open(path, Options{})
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("said %v", err)
			}
		})
	}
}
