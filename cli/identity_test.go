package cli

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"software.sslmate.com/src/go-pkcs12"
)

// identity makes an identity that cannot sign: expired, future, nokey or
// mismatched.
//
//	identity expired old.p12 PASSPHRASE
func identity(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: identity KIND FILE PASSPHRASE")
	}
	key, certificate := selfSigned(ts, time.Now().AddDate(0, -1, 0), time.Now().AddDate(1, 0, 0))
	switch args[0] {
	case "expired":
		key, certificate = selfSigned(ts, time.Now().AddDate(-2, 0, 0), time.Now().AddDate(-1, 0, 0))
	case "future":
		key, certificate = selfSigned(ts, time.Now().AddDate(1, 0, 0), time.Now().AddDate(2, 0, 0))
	case "mismatched":
		key, _ = selfSigned(ts, time.Now(), time.Now())
	case "nokey":
		sealed, err := pkcs12.Modern2023.EncodeTrustStore([]*x509.Certificate{certificate}, args[2])
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), sealed, 0o600))
		return
	default:
		ts.Fatalf("there is no kind of identity %q", args[0])
	}
	sealed, err := pkcs12.Modern2023.Encode(key, certificate, nil, args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), sealed, 0o600))
}

func selfSigned(ts *testscript.TestScript, from, to time.Time) (*ecdsa.PrivateKey, *x509.Certificate) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ts.Check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "J. Weiss"}, NotBefore: from, NotAfter: to,
		KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	ts.Check(err)
	certificate, err := x509.ParseCertificate(der)
	ts.Check(err)
	return key, certificate
}
