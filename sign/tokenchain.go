//go:build cgo && !headless

package sign

import (
	"crypto/x509"
	"errors"
	"strings"

	"github.com/miekg/pkcs11"
)

// maxTokenCertificates bounds what is read of a token.
const maxTokenCertificates = 200

// tokenCertificates are the certificates on a token, which the library that has
// its keys does not list. A token that does not show them is none the worse:
// whoever verifies then needs the issuers as roots.
func tokenCertificates(a TokenAddress) (found []*x509.Certificate) {
	module := pkcs11.New(a.Module)
	if module == nil {
		return nil
	}
	// The keys' library has it open, and closes it.
	defer module.Destroy()
	if err := module.Initialize(); err != nil && !errors.Is(err, pkcs11.Error(pkcs11.CKR_CRYPTOKI_ALREADY_INITIALIZED)) {
		return nil
	}
	slots, err := module.GetSlotList(true)
	if err != nil {
		return nil
	}
	for _, slot := range slots {
		if info, err := module.GetTokenInfo(slot); err == nil && a.isOf(info) {
			found = append(found, certificatesIn(module, slot)...)
		}
	}
	return found
}

// isOf reports whether the address is that of a token.
func (a TokenAddress) isOf(token pkcs11.TokenInfo) bool {
	if a.Token != "" {
		return strings.TrimRight(token.Label, " \x00") == a.Token
	}
	return strings.TrimRight(token.SerialNumber, " \x00") == a.Serial
}

func certificatesIn(module *pkcs11.Ctx, slot uint) (found []*x509.Certificate) {
	session, err := module.OpenSession(slot, pkcs11.CKF_SERIAL_SESSION)
	if err != nil {
		return nil
	}
	defer module.CloseSession(session)
	if module.FindObjectsInit(session, []*pkcs11.Attribute{pkcs11.NewAttribute(pkcs11.CKA_CLASS, pkcs11.CKO_CERTIFICATE)}) != nil {
		return nil
	}
	objects, _, err := module.FindObjects(session, maxTokenCertificates)
	module.FindObjectsFinal(session)
	if err != nil {
		return nil
	}
	for _, object := range objects {
		values, err := module.GetAttributeValue(session, object, []*pkcs11.Attribute{pkcs11.NewAttribute(pkcs11.CKA_VALUE, nil)})
		if err != nil || len(values) != 1 {
			continue
		}
		if certificate, err := x509.ParseCertificate(values[0].Value); err == nil {
			found = append(found, certificate)
		}
	}
	return found
}
