//go:build cgo && !headless

package sign_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ThalesGroup/crypto11"

	"demarc/sign"
)

const tokenPIN = "482913"

// mustToken makes a token of SoftHSM2 with an identity for documents, one that
// has expired, and a key without a certificate; each is named for what it is.
func mustToken(t *testing.T) (module string, certificates map[string]*x509.Certificate) {
	t.Helper()
	libraries := []string{"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"}
	at := slices.IndexFunc(libraries, func(path string) bool { _, err := os.Stat(path); return err == nil })
	if at < 0 {
		t.Fatal("SoftHSM2 is needed by this test and is not installed (apt-get install softhsm2)")
	}
	folder := t.TempDir()
	configuration := writeFile(t, "softhsm2.conf", []byte("directories.tokendir = "+folder+"\nobjectstore.backend = file\nlog.level = ERROR\n"))
	t.Setenv("SOFTHSM2_CONF", configuration)
	mustRun(t, "softhsm2-util", "--init-token", "--free", "--label", "Ada", "--pin", tokenPIN, "--so-pin", "11111111")
	token, err := crypto11.Configure(&crypto11.Config{Path: libraries[at], TokenLabel: "Ada", Pin: tokenPIN, MaxSessions: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer token.Close()
	certificates = map[string]*x509.Certificate{}
	for i, name := range []string{"sign", "expired", "bare", "server"} {
		template := x509.Certificate{Subject: pkix.Name{CommonName: "Ada " + name}, KeyUsage: x509.KeyUsageDigitalSignature}
		switch name {
		case "expired":
			template.NotBefore, template.NotAfter = signedAt.AddDate(-2, 0, 0), signedAt.AddDate(-1, 0, 0)
		case "server":
			template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
		}
		issued := mustIssue(t, nil, template)
		id := []byte{byte(i + 1)}
		key := writeFile(t, "key.pem", mustKeyPEM(t, issued.key))
		mustRun(t, "softhsm2-util", "--import", key, "--token", "Ada", "--label", name, "--id", "0"+string(rune('1'+i)), "--pin", tokenPIN)
		if name != "bare" {
			if err := token.ImportCertificateWithLabel(id, []byte(name), issued.certificate); err != nil {
				t.Fatal(err)
			}
		}
		certificates[name] = issued.certificate
	}
	return libraries[at], certificates
}

// issuersComeAlong: whoever trusts the root alone can verify. What else lies on
// the token stays there.
func issuersComeAlong(t *testing.T, module string) {
	root := mustIssue(t, nil, authorityTemplate("Root"))
	middle := mustIssue(t, root, authorityTemplate("Middle"))
	stranger := mustIssue(t, nil, authorityTemplate("Middle")) // of the same name, with another key
	leaf := mustIssue(t, middle, x509.Certificate{Subject: pkix.Name{CommonName: "Ada below"}, KeyUsage: x509.KeyUsageDigitalSignature})
	mustRun(t, "softhsm2-util", "--import", writeFile(t, "key.pem", mustKeyPEM(t, leaf.key)), "--token", "Ada", "--label", "below", "--id", "11", "--pin", tokenPIN)
	token, err := crypto11.Configure(&crypto11.Config{Path: module, TokenLabel: "Ada", Pin: tokenPIN, MaxSessions: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer token.Close()
	for i, certificate := range []*x509.Certificate{leaf.certificate, stranger.certificate, middle.certificate} {
		if err := token.ImportCertificateWithLabel([]byte{byte(0x11 + i)}, []byte([]string{"below", "stranger", "middle"}[i]), certificate); err != nil {
			t.Fatal(err)
		}
	}
	id, err := sign.OpenToken(sign.TokenAddress{Module: module, Token: "Ada", Object: "below"}, tokenPIN)
	if err != nil {
		t.Fatal(err)
	}
	if len(id.Chain) != 1 || !id.Chain[0].Equal(middle.certificate) {
		t.Fatalf("%d certificates came along", len(id.Chain))
	}
	signed := mustSign(t, richPDF(t), id, prepared())
	mustVerdict(t, sign.IntactTrusted, signed, pool(root.certificate))
	accept(t, signed, root.certificate.Raw, 1)
}

func authorityTemplate(name string) x509.Certificate {
	return x509.Certificate{Subject: pkix.Name{CommonName: name}, KeyUsage: x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true}
}

func TestATokenSigns(t *testing.T) {
	module, certificates := mustToken(t)
	address := func(rest string) sign.TokenAddress {
		a, err := sign.ParseTokenAddress("pkcs11:token=Ada" + rest + "?module-path=" + filepath.ToSlash(module))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	// Before the first that is right: who is logged in stays so until the end.
	if _, err := sign.OpenToken(address(";object=sign"), "000000"); !errors.Is(err, sign.ErrToken) || !strings.Contains(err.Error(), "PIN") {
		t.Errorf("a wrong PIN gives %v", err)
	}
	for _, by := range []string{";object=sign", ";id=%01", ";object=sign;id=%01"} {
		t.Run(by, func(t *testing.T) {
			id, err := sign.OpenToken(address(by), tokenPIN)
			if err != nil {
				t.Fatal(err)
			}
			signed := mustSign(t, richPDF(t), id, prepared())
			mustVerdict(t, sign.IntactTrusted, signed, pool(certificates["sign"]))
			accept(t, signed, certificates["sign"].Raw, 1)
		})
	}
	for _, test := range []struct {
		name, key, pin string
		want           error
		text           string
	}{
		{"expired", ";object=expired", tokenPIN, sign.ErrExpired, "ended on"},
		{"for something else", ";object=server", tokenPIN, sign.ErrKeyUsage, "other purposes"},
		{"no certificate", ";object=bare", tokenPIN, sign.ErrToken, "no certificate of that name"},
		{"no key", ";object=nobody", tokenPIN, sign.ErrToken, "no key of that name"},
		{"several keys", "", tokenPIN, sign.ErrToken, "it has 3 keys"},
	} {
		t.Run(test.name, func(t *testing.T) {
			id, err := sign.OpenToken(address(test.key), test.pin)
			if err == nil {
				err = id.CheckUsable(signedAt)
			}
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("the error is %v", err)
			}
		})
	}
	for name, a := range map[string]sign.TokenAddress{"another token": {Module: module, Token: "Eve"}, "no library": {Module: "/nowhere.so", Token: "Ada"}} {
		if _, err := sign.OpenToken(a, tokenPIN); !errors.Is(err, sign.ErrToken) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// The library is open once in a process, and with it one folder of tokens.
	t.Run("with the issuers on it", func(t *testing.T) { issuersComeAlong(t, module) })
}
