package engagement

import (
	"crypto/x509"
	"errors"
	"os"
	"path/filepath"
	"time"

	"demarc/history"
	"demarc/sign"
	"demarc/words"
)

// NewIdentity makes a signing identity and writes it to a new file, sealed
// with a passphrase.
func NewIdentity(path string, subject sign.Subject, rsa bool, passphrase string, now time.Time) (*sign.Identity, error) {
	if passphrase == "" {
		return nil, wrongInput("an identity needs a passphrase").hint("give a file with --identity-passphrase-file, or type one at the prompt")
	}
	if err := identityIsNew(path); err != nil {
		return nil, err
	}
	identity, err := sign.NewIdentity(subject, rsa, now)
	if err != nil {
		return nil, caused(CodeInput, err)
	}
	return identity, sealIdentity(path, identity, passphrase)
}

func identityIsNew(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return wrongInput("%s exists already", filepath.Base(path)).hint("choose another name; an identity is never overwritten")
	}
	return nil
}

func sealIdentity(path string, identity *sign.Identity, passphrase string) error {
	sealed, err := identity.Seal(passphrase)
	if err != nil {
		return caused(CodeInput, err)
	}
	return writeFile(path, sealed, 0o600)
}

// ImportIdentity writes an identity that was made elsewhere to a new file, with
// the certificates above it, sealed as strongly as one made here.
func ImportIdentity(from, passphrase, path, sealing string) (*sign.Identity, error) {
	if err := identityIsNew(path); err != nil {
		return nil, err
	}
	identity, err := OpenIdentity(from, passphrase)
	if err != nil {
		return nil, err
	}
	return identity, sealIdentity(path, identity, sealing)
}

// OpenToken opens an identity on a token.
func OpenToken(address sign.TokenAddress, pin string) (*sign.Identity, error) {
	identity, err := sign.OpenToken(address, pin)
	if err != nil {
		return nil, caused(CodeInput, err)
	}
	return identity, nil
}

// WriteCertificate writes an identity's certificate (DER), which is no secret, to
// be handed over.
func WriteCertificate(path string, identity *sign.Identity) error {
	if existing, err := readBounded(path, 1<<20); err == nil {
		if _, err := x509.ParseCertificate(existing); err != nil {
			return wrongInput("%s exists already, and is no certificate", filepath.Base(path)).hint("choose another name")
		}
	}
	return writeFile(path, identity.Certificate.Raw, 0o644)
}

// SignWith has the session's commits signed from now on; nil ends that. An
// identity that may not sign is refused.
func (s *Session) SignWith(identity *sign.Identity) error {
	if identity != nil {
		if err := identity.CheckUsable(s.wallClock()); err != nil {
			return caused(CodeInput, err)
		}
	}
	s.file.SignWith(identity)
	return nil
}

// Signs reports whether the session's commits are signed.
func (s *Session) Signs() bool { return s.file.Signs() }

// SignedBy names who signed a commit, by the signature's certificate; empty where
// nobody did. A signature that does not hold is an error.
func (s *Session) SignedBy(entry history.Entry) (name string, err error) {
	by, signed, err := s.file.SignedBy(entry)
	if err != nil || !signed {
		return "", storeError(err)
	}
	return by.Name, nil
}

// OpenIdentity reads a signing identity.
func OpenIdentity(path, passphrase string) (*sign.Identity, error) {
	name := filepath.Base(path)
	sealed, err := readBounded(path, 1<<20)
	if err != nil {
		return nil, &Error{Code: CodeInput, Message: words.Say("the identity %s cannot be read: %s", name, reason(err)), Err: err}
	}
	identity, err := sign.OpenIdentity(sealed, passphrase)
	if err != nil {
		trouble := &Error{Code: CodeInput, Message: words.Say("%s: %s", name, err), Err: err}
		if errors.Is(err, sign.ErrWrongPassphrase) {
			return nil, trouble.hint("give the identity's passphrase with --identity-passphrase-file, or type it at the prompt")
		}
		return nil, trouble
	}
	return identity, nil
}
