package handover

import (
	"errors"
	"strings"
	"time"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/sign"
)

// What the screen remembers: where the identity is, never what opens it, and
// the fingerprint of the one that was made here.
const (
	identityKey = "report.identity"
	madeKey     = "report.made"
	lineKey     = "report.line"
)

// holder is what is shown of an identity.
type holder struct {
	name, detail string
	expires      string
	fingerprint  []string // in lines
	trouble      string   // why it cannot sign
}

// describe says whose an identity is, and whether it can sign.
func describe(d *desk.Desk, identity *sign.Identity, now time.Time) holder {
	certificate := identity.Certificate
	h := holder{name: signer(d, certificate.Subject.CommonName), expires: d.T("expires %s", d.Date(certificate.NotAfter.UTC()))}
	if !d.Presenting {
		var detail []string
		detail = append(detail, certificate.Subject.Organization...)
		detail = append(detail, certificate.EmailAddresses...)
		h.detail = desk.OneLine(strings.Join(detail, " · "))
	}
	h.fingerprint = halves(identity.Fingerprint())
	if err := identity.CheckUsable(now); err != nil {
		h.trouble = identityTrouble(d, err)
	}
	return h
}

// halves breaks a fingerprint into two lines of sixteen pairs.
func halves(fingerprint string) []string {
	const half = 16 * 3
	if len(fingerprint) <= half {
		return []string{fingerprint}
	}
	return []string{strings.TrimSuffix(fingerprint[:half], ":"), fingerprint[half:]}
}

// identityTrouble words why an identity cannot be opened or used.
func identityTrouble(d *desk.Desk, err error) string {
	for _, known := range []struct {
		err  error
		text string
	}{
		{sign.ErrWrongPassphrase, d.T("The passphrase does not open this identity.")},
		{sign.ErrNotPKCS12, d.T("This is not an identity file (PKCS#12) that can be read.")},
		{sign.ErrNoKey, d.T("The file holds no private key, so that nothing can be signed with it.")},
		{sign.ErrNoCertificate, d.T("The file holds no certificate.")},
		{sign.ErrExpired, d.T("The certificate has expired. Make another identity, or choose one that is valid.")},
		{sign.ErrNotYetValid, d.T("The certificate is not valid yet, by this computer's clock.")},
		{sign.ErrKeyUsage, d.T("The certificate is not meant for signing documents.")},
		{sign.ErrKeyKind, d.T("The key is of a kind that cannot sign here.")},
		{sign.ErrKeyMismatch, d.T("The private key does not belong to the certificate.")},
	} {
		if errors.Is(err, known.err) {
			return known.text
		}
	}
	return d.Sentence(err)
}

// draft is what is typed for an identity to be made.
type draft struct{ name, organisation, email, passphrase, again string }

// wrong says by field what cannot be taken.
func (f draft) wrong(d *desk.Desk) map[string]string {
	wrong := map[string]string{}
	if strings.TrimSpace(f.name) == "" {
		wrong["name"] = d.T("Say who signs.")
	}
	for field, text := range map[string]string{"name": f.name, "organisation": f.organisation} {
		if len([]rune(strings.TrimSpace(text))) > 64 {
			wrong[field] = d.T("A certificate holds at most 64 characters here.")
		}
	}
	for _, r := range f.email {
		if r > 126 || r <= ' ' {
			wrong["email"] = d.T("An e-mail address in a certificate has plain letters, digits and signs only.")
		}
	}
	switch {
	case f.passphrase == "":
		wrong["passphrase"] = d.T("An identity needs a passphrase. It cannot be recovered.")
	case f.passphrase != f.again:
		wrong["again"] = d.T("The two passphrases differ.")
	}
	return wrong
}

func (f draft) subject() sign.Subject {
	return sign.Subject{Name: strings.TrimSpace(f.name), Organisation: strings.TrimSpace(f.organisation), Email: strings.TrimSpace(f.email)}
}

// made makes the identity and writes it to a file.
func (f draft) made(path string) (*sign.Identity, error) {
	return engagement.NewIdentity(path, f.subject(), false, f.passphrase, time.Now())
}
