package store

import (
	"errors"
	"testing"
	"time"

	"demarc/history"
	"demarc/sign"
)

func someone(tb testing.TB, name string) *sign.Identity {
	tb.Helper()
	identity, err := sign.NewIdentity(sign.Subject{Name: name}, false, time.Now())
	if err != nil {
		tb.Fatal(err)
	}
	return identity
}

// signedFile has a commit that nobody signed, two by Ada and one by Bo.
func signedFile(tb testing.TB) (*File, []history.Commit) {
	f := newFile(tb)
	ada, bo := someone(tb, "Ada Example"), someone(tb, "Bo Example")
	var commits []history.Commit
	for n, identity := range []*sign.Identity{ada, bo, ada, nil} {
		f.SignWith(identity)
		commits = append(commits, mustCommit(tb, f, 1+n, made(party(10+n))))
	}
	return f, commits
}

func TestVerifySaysWhoSigned(t *testing.T) {
	f, _ := signedFile(t)
	v := mustVerify(t, f)
	if len(v.Signed) != 2 || v.Signed[0].Name != "Ada Example" || v.Signed[0].Commits != 2 || v.Signed[1].Commits != 1 {
		t.Errorf("signed by %+v", v.Signed)
	}
	if len(v.Stated) != 1 || v.Stated[0] != (Stated{"Ada Example", 2}) {
		t.Errorf("stated are %+v", v.Stated)
	}
}

func TestASignatureIsNotTakenOrExchangedUnseen(t *testing.T) {
	for name, test := range map[string]struct {
		change func(v values, commits []history.Commit) error
		want   string
	}{
		"taken away": {func(v values, commits []history.Commit) error {
			return v.delete(signedBucket, signatureKey(commits[0].ID))
		}, "was signed, and its signature is missing"},
		"of another commit": {func(v values, commits []history.Commit) error {
			other, err := v.get(signedBucket, signatureKey(commits[2].ID))
			if err != nil {
				return err
			}
			return v.put(signedBucket, signatureKey(commits[0].ID), other)
		}, "its signature is not one under this commit"},
		"put under an unsigned one": {func(v values, commits []history.Commit) error {
			return v.put(signedBucket, signatureKey(commits[3].ID), []byte("signature"))
		}, "names nobody who signed it"},
		"of no commit": {func(v values, commits []history.Commit) error {
			return v.put(signedBucket, signatureKey(history.ID{1}), []byte("signature"))
		}, "no such commit"},
	} {
		t.Run(name, func(t *testing.T) {
			f, commits := signedFile(t)
			edit(t, f, func(v values) error { return test.change(v, commits) })
			wantProblem(t, f, test.want)
		})
	}
}

func TestWhoSignedEachCommit(t *testing.T) {
	f, commits := signedFile(t)
	for i, want := range []string{"Ada Example", "Bo Example", "Ada Example", ""} {
		by, signed, err := f.SignedBy(commits[i].Entry)
		if err != nil || by.Name != want || signed != (want != "") {
			t.Errorf("commit %d is signed by %q, %v", i, by.Name, err)
		}
	}
	other := commits[0].Entry
	other.ID[0] ^= 1
	if _, signed, err := f.SignedBy(other); signed || !errors.Is(err, ErrDamaged) {
		t.Errorf("a signature that is missing: %v, %v", signed, err)
	}
	if f.Signs() {
		t.Error("the last commit was not signed, and commits are")
	}
}
