package sign

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"testing"
	"time"
)

func TestCommitsAreSigned(t *testing.T) {
	for name, withRSA := range map[string]bool{"P-256": false, "RSA": true} {
		t.Run(name, func(t *testing.T) {
			identity, err := NewIdentity(Subject{Name: "Jana Weiss", Organisation: "Weiss & Co"}, withRSA, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			commit, other := sha256.Sum256([]byte("one")), sha256.Sum256([]byte("other"))
			signature, err := identity.SignCommit(commit)
			if err != nil {
				t.Fatal(err)
			}
			signer, holds := signature.Check(commit)
			if !holds || signer.Name != "Jana Weiss" || signer.Fingerprint != identity.Fingerprint() {
				t.Errorf("%+v, %v", signer, holds)
			}
			if _, holds := signature.Check(other); holds {
				t.Error("it holds under another commit")
			}
			for at := range signature.Signature {
				changed := CommitSignature{signature.Certificate, bytes.Clone(signature.Signature)}
				changed.Signature[at] ^= 4
				if _, holds := changed.Check(commit); holds {
					t.Errorf("byte %d does not count", at)
				}
			}
			if _, holds := (CommitSignature{signature.Certificate[1:], signature.Signature}).Check(commit); holds {
				t.Error("half a certificate will do")
			}
		})
	}
}

// What signs a commit signs nothing else: the same bytes without the purpose
// are another message.
func TestACommitSignatureIsForThatAlone(t *testing.T) {
	identity, err := NewIdentity(Subject{Name: "Jana Weiss"}, false, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	commit := sha256.Sum256([]byte("one"))
	plain := sha256.Sum256(commit[:])
	signature, err := identity.Key.Sign(rand.Reader, plain[:], crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	if _, holds := (CommitSignature{identity.Certificate.Raw, signature}).Check(commit); holds {
		t.Error("a signature under the id alone will do")
	}
}
