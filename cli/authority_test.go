package cli

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"github.com/digitorus/timestamp"
	"github.com/rogpeppe/go-internal/testscript"
)

// timeAuthority starts a timestamp authority for the script, sets TSA to its
// address and writes its certificate; down starts none at that address.
//
//	authority tsa.pem
//	authority down
func timeAuthority(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: authority CERTIFICATE|down")
	}
	key, from := selfSigned(ts, time.Now(), time.Now())
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Example Time"}, NotBefore: from.NotBefore.AddDate(0, -1, 0), NotAfter: from.NotAfter.AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	ts.Check(err)
	certificate, err := x509.ParseCertificate(der)
	ts.Check(err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/page" {
			io.WriteString(w, "<!DOCTYPE html><html></html>")
			return
		}
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		asked, err := timestamp.ParseRequest(body)
		if err != nil {
			http.Error(w, "no request", http.StatusBadRequest)
			return
		}
		stamp := &timestamp.Timestamp{
			HashAlgorithm: asked.HashAlgorithm, HashedMessage: asked.HashedMessage, Nonce: asked.Nonce, Time: time.Now().Add(time.Second),
			Policy: asn1.ObjectIdentifier{1, 2, 3, 4}, AddTSACertificate: true,
		}
		if answer, err := stamp.CreateResponseWithOpts(certificate, key, crypto.SHA256); err == nil {
			w.Write(answer)
		}
	}))
	ts.Setenv("TSA", server.URL)
	if args[0] == "down" {
		server.Close()
		return
	}
	ts.Defer(server.Close)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
}
