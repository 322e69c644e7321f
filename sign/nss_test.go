package sign_test

import (
	"path/filepath"
	"testing"
	"time"

	"demarc/sign"
)

// fromNSS exports an identity from a store as Firefox and Thunderbird do.
func fromNSS(t *testing.T, store, nickname string) *sign.Identity {
	t.Helper()
	out, password := filepath.Join(t.TempDir(), "out.p12"), writeFile(t, "password", []byte("\n"))
	mustRun(t, "pk12util", "-o", out, "-n", nickname, "-d", store, "-k", password, "-W", "from elsewhere")
	id, err := sign.OpenIdentity(mustRead(t, out), "from elsewhere")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sign.OpenIdentity(mustRead(t, out), "from nowhere"); err != sign.ErrWrongPassphrase {
		t.Errorf("a wrong passphrase gives %v", err)
	}
	return id
}

// An identity that NSS made signs like one that was made here.
func TestAnIdentityMadeByNSSSigns(t *testing.T) {
	for name, kind := range map[string][]string{"RSA": {"-k", "rsa", "-g", "3072"}, "P-256": {"-k", "ec", "-q", "nistp256"}} {
		t.Run(name, func(t *testing.T) {
			store := "sql:" + nssDatabase(t, mustAuthority(t).certificate.Raw)
			password, noise := writeFile(t, "password", []byte("\n")), writeFile(t, "noise", []byte("as good as any, for a test of what is read"))
			mustRun(t, "certutil", append([]string{"-S", "-d", store, "-f", password, "-z", noise, "-n", "nora", "-s", "CN=Nora Noor,O=Example", "-x", "-t", "u,u,u",
				"-w", "-1", "-v", "12", "--keyUsage", "digitalSignature,nonRepudiation"}, kind...)...)
			id := fromNSS(t, store, "nora")
			if id.Certificate.Subject.CommonName != "Nora Noor" || len(id.Chain) != 0 {
				t.Errorf("it is of %s, with %d issuers", id.Certificate.Subject, len(id.Chain))
			}
			s := statement()
			s.Time = time.Now()
			signed := mustSign(t, richPDF(t), id, s)
			mustVerdict(t, sign.IntactTrusted, signed, pool(id.Certificate))
		})
	}
}

// The certificates above one come through NSS as well. It calls what has no name
// after its subject.
func TestIssuersComeThroughNSS(t *testing.T) {
	identity, root := mustChain(t)
	sealed, err := identity.Seal("secret")
	if err != nil {
		t.Fatal(err)
	}
	store := "sql:" + nssDatabase(t, root.Raw)
	mustRun(t, "pk12util", "-i", writeFile(t, "id.p12", sealed), "-d", store, "-k", writeFile(t, "password", []byte("\n")), "-W", "secret")
	id := fromNSS(t, store, "Chained Signer")
	if !id.Certificate.Equal(identity.Certificate) || len(id.Chain) == 0 || !id.Chain[0].Equal(identity.Chain[0]) {
		t.Fatalf("%s came through as %s with %d issuers", identity.Certificate.Subject, id.Certificate.Subject, len(id.Chain))
	}
	mustVerdict(t, sign.IntactTrusted, mustSign(t, richPDF(t), id, statement()), pool(root))
}
