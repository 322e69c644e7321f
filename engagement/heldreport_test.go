package engagement

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"demarc/sign"
)

// stampAnswers is a timestamp authority without a network.
func stampAnswers(t *testing.T) func(request []byte) ([]byte, error) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Example Time"}, NotBefore: time.Now().AddDate(0, -1, 0), NotAfter: time.Now().AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return func(request []byte) ([]byte, error) {
		asked, err := timestamp.ParseRequest(request)
		if err != nil {
			return nil, err
		}
		stamp := &timestamp.Timestamp{
			HashAlgorithm: asked.HashAlgorithm, HashedMessage: asked.HashedMessage, Nonce: asked.Nonce, Time: time.Now().Add(time.Second),
			Policy: asn1.ObjectIdentifier{1, 2, 3, 4}, AddTSACertificate: true,
		}
		return stamp.CreateResponseWithOpts(certificate, key, crypto.SHA256)
	}
}

// toCountersign is a signed report with a field for the client.
func toCountersign(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := makeSample(t, sampleDay).Report(context.Background(), path, ReportOptions{Identity: identity, Countersign: true}); err != nil {
		t.Fatal(err)
	}
	return path
}

// Whoever was told that their signature or timestamp was added finds it in the
// file, however many add to it at once.
func TestNothingThatWasAcknowledgedIsLost(t *testing.T) {
	path, ask := toCountersign(t), stampAnswers(t)
	link := filepath.Join(t.TempDir(), "link.pdf")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	var stamps, signatures atomic.Int32
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			if _, err := Timestamp([]string{path, link}[i%2], ask); err == nil {
				stamps.Add(1)
			}
		})
		all.Go(func() {
			if _, err := Countersign(path, CountersignOptions{NewKeyFor: "M. Okafor"}); err == nil {
				signatures.Add(1)
			}
		})
	}
	all.Wait()
	pdf, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := sign.VerifyPDF(pdf, nil)
	if found.Verdict != sign.IntactUntrusted || len(found.Timestamps) != int(stamps.Load()) || len(found.Signatures) != 1+int(signatures.Load()) || signatures.Load() != 1 || stamps.Load() == 0 {
		t.Errorf("%s: %d of %d timestamps, %d of %d signatures", found.Verdict, len(found.Timestamps), stamps.Load(), len(found.Signatures), 1+signatures.Load())
	}
	if beside, _ := os.ReadDir(filepath.Dir(path)); len(beside) != 1 {
		t.Errorf("beside it lies %v", beside)
	}
}

func TestAReportThatIsHeldIsLeftAlone(t *testing.T) {
	path := toCountersign(t)
	release, err := tryHold(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := awaitHold(path, 0); !errors.Is(err, errHeld) {
		t.Errorf("held twice: %v", err)
	}
	release()
	release, err = awaitHold(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	release()
}

// Whether a report takes a signature is said before anybody is asked for a key.
func TestWhatTakesNoCountersignatureSaysWhy(t *testing.T) {
	path := toCountersign(t)
	pdf, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	done := filepath.Join(t.TempDir(), "done.pdf")
	if err := os.WriteFile(done, pdf, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := Countersign(done, CountersignOptions{NewKeyFor: "M. Okafor"}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(done); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode became %v, %v", info.Mode(), err)
	}
	signed, _ := os.ReadFile(done)
	plain := filepath.Join(t.TempDir(), "plain.pdf")
	if _, err := makeSample(t, sampleDay).Report(context.Background(), plain, ReportOptions{}); err != nil {
		t.Fatal(err)
	}
	unsigned, _ := os.ReadFile(plain)
	for name, test := range map[string]struct {
		data []byte
		mode os.FileMode
		says string
	}{
		"prepared":     {pdf, 0o600, ""},
		"done already": {signed, 0o600, "it is countersigned already"},
		"unsigned":     {unsigned, 0o600, "it is not signed"},
		"changed":      {append(pdf[:len(pdf):len(pdf)], "%more"...), 0o600, "its signature does not hold"},
		"cut short":    {pdf[:len(pdf)/2], 0o600, "the PDF is missing or damaged"},
		"no PDF":       {[]byte("Dear client"), 0o600, "report.pdf is no PDF"},
		"read-only":    {pdf, 0o444, "report.pdf is read-only"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "report.pdf")
			if err := errors.Join(os.WriteFile(path, test.data, 0o600), os.Chmod(path, test.mode)); err != nil {
				t.Fatal(err)
			}
			err := MayCountersign(path)
			if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("it says %v", err)
			}
		})
	}
}
