package sign_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarc/sign"

	"software.sslmate.com/src/go-pkcs12"
)

const passphrase = "korrekt Pferd Batterie ß"

func TestSealAndOpen(t *testing.T) {
	chained, _ := mustChain(t)
	for name, id := range map[string]*sign.Identity{
		"ecdsa": mustIdentity(t, false), "rsa": mustIdentity(t, true), "chain": chained,
	} {
		t.Run(name, func(t *testing.T) {
			file, err := id.Seal(passphrase)
			if err != nil {
				t.Fatal(err)
			}
			opened, err := sign.OpenIdentity(file, passphrase)
			if err != nil {
				t.Fatal(err)
			}
			if opened.Fingerprint() != id.Fingerprint() || len(opened.Chain) != len(id.Chain) {
				t.Error("another certificate or chain came back")
			}
			mustSign(t, smallPDF(t), opened, statement())
			for _, wrong := range []string{"", "korrekt", passphrase + " ", "😀"} {
				if _, err := sign.OpenIdentity(file, wrong); !errors.Is(err, sign.ErrWrongPassphrase) {
					t.Errorf("passphrase %q gives %v", wrong, err)
				}
			}
			out := mustRun(t, "openssl", "pkcs12", "-in", writeFile(t, "id.p12", file), "-passin", "pass:"+passphrase, "-nokeys", "-info")
			for _, text := range []string{"PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256", "MAC: sha256, Iteration 600000"} {
				if !strings.Contains(out, text) {
					t.Errorf("openssl does not say %q:\n%s", text, out)
				}
			}
		})
	}
}

func TestSealRefuses(t *testing.T) {
	for name, test := range map[string]struct{ passphrase, text string }{
		"no passphrase": {"", "needs a passphrase"},
		"emoji":         {"pass😀word", "such as an emoji"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := mustIdentity(t, false).Seal(test.passphrase); err == nil || !strings.Contains(err.Error(), test.text) {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestOpenIdentityOfOpenSSL(t *testing.T) {
	chained, root := mustChain(t)
	dir := t.TempDir()
	key := writeFile(t, "key.pem", mustKeyPEM(t, chained.Key))
	own := writeFile(t, "own.pem", certificatesPEM(chained.Certificate))
	// The root first: the order within the file says nothing.
	above := writeFile(t, "above.pem", certificatesPEM(root, mustIdentity(t, false).Certificate, chained.Chain[0]))
	other := writeFile(t, "other.pem", mustKeyPEM(t, mustIdentity(t, true).Key))
	tests := []struct {
		name string
		args []string
		want error
	}{
		{"with a chain and a stranger", []string{"-inkey", key, "-in", own, "-certfile", above}, nil},
		{"older algorithms", []string{"-inkey", key, "-in", own, "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"}, nil},
		{"certificates only", []string{"-nokeys", "-in", own}, sign.ErrNoKey},
		{"key only", []string{"-nocerts", "-inkey", key}, sign.ErrNoCertificate},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(dir, strings.ReplaceAll(test.name, " ", "-")+".p12")
			mustRun(t, "openssl", append([]string{"pkcs12", "-export", "-out", path, "-passout", "pass:secret"}, test.args...)...)
			id, err := sign.OpenIdentity(mustRead(t, path), "secret")
			if !errors.Is(err, test.want) {
				t.Fatalf("error is %v, want %v", err, test.want)
			}
			if err != nil {
				return
			}
			if id.Fingerprint() != chained.Fingerprint() {
				t.Errorf("the certificate is %s", id.Certificate.Subject)
			}
			if strings.Contains(test.name, "chain") && (len(id.Chain) != 2 || !id.Chain[0].Equal(chained.Chain[0]) || !id.Chain[1].Equal(root)) {
				t.Errorf("the chain has %d certificates", len(id.Chain))
			}
		})
	}
	// openssl refuses to write this one, so it is made here.
	file, err := pkcs12.Modern2023.WithIterations(1).Encode(mustIdentity(t, true).Key, chained.Certificate, nil, "secret")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sign.OpenIdentity(file, "secret"); !errors.Is(err, sign.ErrKeyMismatch) || !strings.Contains(err.Error(), "Chained Signer") {
		t.Errorf("another's key gives %v", err)
	}
	if _, err := sign.OpenIdentity(mustRead(t, other), "secret"); !errors.Is(err, sign.ErrNotPKCS12) || !strings.Contains(err.Error(), "openssl pkcs12 -export") {
		t.Errorf("a PEM file gives %v", err)
	}
}

func TestOpenIdentityOfBadFiles(t *testing.T) {
	good := mustWeakFile(t)
	for name, test := range map[string]struct {
		file []byte
		text string
	}{
		"empty":          {nil, "not a PKCS#12"},
		"text":           {[]byte("not an identity"), "not a PKCS#12"},
		"a PDF":          {smallPDF(t), "not a PKCS#12"},
		"truncated":      {good[:len(good)/2], "not a PKCS#12"},
		"trailing bytes": {append(bytes.Clone(good), 0), "not a PKCS#12"},
		"a megabyte":     {make([]byte, 1<<20), "larger than 256 KiB"},
		"endless mac":    {greedyFile(t, good, greedyMAC), "rounds of key derivation"},
		"endless cipher": {greedyFile(t, good, greedyCipher), "rounds of key derivation"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sign.OpenIdentity(test.file, "secret")
			if !errors.Is(err, sign.ErrNotPKCS12) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("error is %v, want %q", err, test.text)
			}
		})
	}
}

// mustWeakFile is an identity file that opens fast; its rounds are 4321.
func mustWeakFile(tb testing.TB) []byte {
	tb.Helper()
	id := mustIdentity(tb, false)
	file, err := pkcs12.Modern2023.WithIterations(4321).Encode(id.Key, id.Certificate, nil, "secret")
	if err != nil {
		tb.Fatal(err)
	}
	return file
}

type greed struct {
	last  bool // the MAC's count comes last in the file
	count int64
}

var (
	greedyMAC    = greed{true, math.MaxInt64}
	greedyCipher = greed{false, math.MaxInt32}
)

// greedyFile replaces one iteration count, mending all lengths on the way.
func greedyFile(t *testing.T, file []byte, g greed) []byte {
	t.Helper()
	counts, seen := bytes.Count(file, []byte{2, 2, 0x10, 0xE1}), 0
	var rewrite func(der []byte) []byte
	rewrite = func(der []byte) []byte {
		var out []byte
		for len(der) > 0 {
			var v asn1.RawValue
			rest, err := asn1.Unmarshal(der, &v)
			if err != nil {
				return append(out, der...)
			}
			if bytes.Equal(v.FullBytes, []byte{2, 2, 0x10, 0xE1}) {
				if seen++; (seen == counts) == g.last && (seen == 1 || g.last) {
					v.FullBytes, err = asn1.Marshal(g.count)
				}
			} else if inner := rewrite(v.Bytes); (v.IsCompound || v.Tag == asn1.TagOctetString) && !bytes.Equal(inner, v.Bytes) {
				v.FullBytes, v.Bytes = nil, inner
				v.FullBytes, err = asn1.Marshal(v)
			}
			if err != nil {
				t.Fatal(err)
			}
			out, der = append(out, v.FullBytes...), rest
		}
		return out
	}
	changed := rewrite(file)
	if counts < 2 || bytes.Equal(changed, file) {
		t.Fatalf("no count was replaced; %d seen", counts)
	}
	return changed
}

func mustRead(tb testing.TB, path string) []byte {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return content
}

func mustKeyPEM(t *testing.T, key crypto.Signer) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

func certificatesPEM(certificates ...*x509.Certificate) []byte {
	var out []byte
	for _, c := range certificates {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return out
}

// FuzzOpenIdentity: any bytes end in an identity whose key fits, or in one of
// the errors that the caller can tell apart.
func FuzzOpenIdentity(f *testing.F) {
	id := mustIdentity(f, false)
	weak, err := pkcs12.Modern2023.WithIterations(1).Encode(id.Key, id.Certificate, nil, "secret")
	if err != nil {
		f.Fatal(err)
	}
	old, err := pkcs12.LegacyDES.WithIterations(1).Encode(id.Key, id.Certificate, nil, "secret")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{weak, old, weak[:100], nil} {
		f.Add(seed, "secret")
		f.Add(seed, "")
	}
	kinds := []error{sign.ErrNotPKCS12, sign.ErrWrongPassphrase, sign.ErrNoKey, sign.ErrNoCertificate, sign.ErrKeyMismatch, sign.ErrKeyKind}
	f.Fuzz(func(t *testing.T, file []byte, passphrase string) {
		opened, err := sign.OpenIdentity(file, passphrase)
		if err == nil {
			if err := opened.CheckUsable(signedAt); errors.Is(err, sign.ErrKeyMismatch) {
				t.Error("the key does not fit")
			}
			return
		}
		for _, kind := range kinds {
			if errors.Is(err, kind) {
				return
			}
		}
		t.Errorf("an error of no known kind: %v", err)
	})
}
