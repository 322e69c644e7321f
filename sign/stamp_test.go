package sign_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"demarc/sign"
)

// stampAuthority answers requests as an authority on the network would.
type stampAuthority struct {
	*authority
	time time.Time
	edit func(*timestamp.Timestamp)
}

func mustStampAuthority(tb testing.TB, usages ...x509.ExtKeyUsage) *stampAuthority {
	tb.Helper()
	template := x509.Certificate{Subject: pkix.Name{CommonName: "Example Time"}, KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: usages}
	if slices.Contains(usages, x509.ExtKeyUsageTimeStamping) { // critical, as RFC 3161 has it
		value, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
		if err != nil {
			tb.Fatal(err)
		}
		template.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: value}}
	}
	issued := mustIssue(tb, nil, template)
	return &stampAuthority{authority: issued, time: signedAt.Add(time.Hour), edit: func(*timestamp.Timestamp) {}}
}

func (a *stampAuthority) answer(request []byte) ([]byte, error) {
	asked, err := timestamp.ParseRequest(request)
	if err != nil {
		return nil, err
	}
	stamp := &timestamp.Timestamp{
		HashAlgorithm: asked.HashAlgorithm, HashedMessage: asked.HashedMessage, Nonce: asked.Nonce, Time: a.time,
		Policy: asn1.ObjectIdentifier{1, 2, 3, 4}, AddTSACertificate: true,
	}
	a.edit(stamp)
	return stamp.CreateResponseWithOpts(a.certificate, a.key, crypto.SHA256)
}

func mustStamp(tb testing.TB, pdf []byte, a *stampAuthority) []byte {
	tb.Helper()
	stamped, err := sign.Timestamp(pdf, a.answer)
	if err != nil {
		tb.Fatal(err)
	}
	return stamped
}

func TestATimestampSaysByWhen(t *testing.T) {
	id, time := mustIdentity(t, false), mustStampAuthority(t, x509.ExtKeyUsageTimeStamping)
	for name, s := range map[string]sign.PDFSignature{"open": statement(), "closed": closed(), "prepared": prepared()} {
		t.Run(name, func(t *testing.T) {
			signed := mustSign(t, richPDF(t), id, s)
			stamped := mustStamp(t, signed, time)
			if !bytes.HasPrefix(stamped, signed) {
				t.Error("the signed bytes are not the beginning of the stamped file")
			}
			report := mustVerdict(t, sign.IntactTrusted, stamped, pool(id.Certificate, time.certificate))
			if len(report.Signatures) != 1 || len(report.Timestamps) != 1 {
				t.Fatalf("%+v", report)
			}
			got := report.Signatures[0]
			if got.TimeSource != sign.StampedTime || !got.SignedAt.Equal(signedAt) || got.Stamp == nil || !got.Stamp.Time.Equal(time.time) ||
				!got.Stamp.Trusted || got.Stamp.Authority != "CN=Example Time" || !got.Stamp.CoversWholeFile || len(got.ChangesAfter) > 0 {
				t.Errorf("%+v, %+v", got, got.Stamp)
			}
			report = mustVerdict(t, sign.IntactTrusted, stamped, pool(id.Certificate))
			if report.Signatures[0].Stamp.Trusted || !strings.Contains(said(report.Problems), "CN=Example Time, which gave the timestamp, does not lead") {
				t.Errorf("an unknown authority: %s", said(report.Problems))
			}
		})
	}
}

// One after the client's signature covers both, one before it the first alone.
func TestTimestampsBeforeAndAfterACountersignature(t *testing.T) {
	id, time := mustIdentity(t, false), mustStampAuthority(t, x509.ExtKeyUsageTimeStamping)
	first := mustStamp(t, mustSign(t, richPDF(t), id, prepared()), time)
	both := mustCountersign(t, first)
	report := mustVerdict(t, sign.IntactUntrusted, both, nil)
	if len(report.Signatures) != 2 || report.Signatures[0].Stamp == nil || report.Signatures[1].TimeSource != sign.ClockTime {
		t.Fatalf("%+v", report.Signatures)
	}
	report = mustVerdict(t, sign.IntactUntrusted, mustStamp(t, both, time), nil)
	if report.Signatures[1].TimeSource != sign.StampedTime || len(report.Timestamps) != 2 {
		t.Fatalf("%+v", report.Signatures)
	}
}

func TestATimestampBeforeTheSignersClockIsNoted(t *testing.T) {
	time := mustStampAuthority(t, x509.ExtKeyUsageTimeStamping)
	time.time = signedAt.AddDate(0, 0, -1)
	report := mustVerdict(t, sign.IntactUntrusted, mustStamp(t, mustSign(t, smallPDF(t), mustIdentity(t, false), statement()), time), nil)
	if !strings.Contains(said(report.Problems), "one of the two is wrong") {
		t.Errorf("problems: %s", said(report.Problems))
	}
}

func TestTimestampRefuses(t *testing.T) {
	id, good := mustIdentity(t, false), mustStampAuthority(t, x509.ExtKeyUsageTimeStamping)
	signed := mustSign(t, smallPDF(t), id, statement())
	edited := func(edit func(*timestamp.Timestamp)) func([]byte) ([]byte, error) {
		a := *good
		a.edit = edit
		return a.answer
	}
	offline := errors.New("there is no network")
	tests := []struct {
		name string
		pdf  []byte
		ask  func([]byte) ([]byte, error)
		want error
		text string
	}{
		{"not signed", smallPDF(t), good.answer, sign.ErrNotSigned, "sign the report first"},
		{"not a PDF", []byte("hello"), good.answer, sign.ErrCannotSign, "not a PDF"},
		{"changed since", append(bytes.Clone(signed), '\n'), good.answer, sign.ErrNotIntact, "changed after"},
		{"no network", signed, func([]byte) ([]byte, error) { return nil, offline }, offline, "no network"},
		{"no answer", signed, func([]byte) ([]byte, error) { return nil, nil }, sign.ErrNoStamp, ""},
		{"a web page", signed, func([]byte) ([]byte, error) { return []byte("<html>"), nil }, sign.ErrNoStamp, ""},
		{"a refusal", signed, func([]byte) ([]byte, error) {
			return timestamp.CreateErrorResponse(timestamp.Rejection, timestamp.BadAlgorithm)
		}, sign.ErrNoStamp, "reject"},
		{"another request's answer", signed, edited(func(s *timestamp.Timestamp) { s.Nonce = s.Nonce.Add(s.Nonce, s.Nonce) }), sign.ErrNoStamp, "another request"},
		{"another file's stamp", signed, edited(func(s *timestamp.Timestamp) { s.HashedMessage = bytes.Clone(s.HashedMessage); s.HashedMessage[0] ^= 1 }), sign.ErrNoStamp, "another request"},
		{"without certificate", signed, edited(func(s *timestamp.Timestamp) { s.AddTSACertificate = false }), sign.ErrNoStamp, "without the authority's certificate"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stamped, err := sign.Timestamp(test.pdf, test.ask)
			if stamped != nil || !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("%d bytes and the error %v", len(stamped), err)
			}
		})
	}
}

// A certificate for something else vouches for no time.
func TestATimestampOfAMailCertificateIsNotTrusted(t *testing.T) {
	id, mail := mustIdentity(t, false), mustStampAuthority(t, x509.ExtKeyUsageEmailProtection)
	report := mustVerdict(t, sign.IntactTrusted, mustStamp(t, mustSign(t, smallPDF(t), id, statement()), mail), pool(id.Certificate, mail.certificate))
	if report.Signatures[0].Stamp.Trusted || !strings.Contains(said(report.Problems), "not meant for timestamps") {
		t.Errorf("%+v: %s", report.Signatures[0].Stamp, said(report.Problems))
	}
}

// Every byte of a stamped file counts, but for what a token leaves unsigned of
// itself; there, what is said stays the same.
func TestEveryByteOfAStampedFileCounts(t *testing.T) {
	id, time := mustIdentity(t, false), mustStampAuthority(t, x509.ExtKeyUsageTimeStamping)
	stamped := mustStamp(t, mustSign(t, smallPDF(t), id, statement()), time)
	start := bytes.LastIndex(stamped, []byte("/Contents <")) + len("/Contents ")
	end := start + bytes.IndexByte(stamped[start:], '>') + 1
	padding := start + len(bytes.TrimRight(stamped[start:end-1], "0"))
	want := sign.VerifyPDF(stamped, nil).Timestamps[0]
	for at := range stamped {
		if (at < start || at >= end) && at%11 > 0 || at > padding+8 && at < end-8 && at%97 > 0 {
			continue
		}
		for _, flip := range []byte{0x01, 0x20} {
			stamped[at] ^= flip
			report := sign.VerifyUnguarded(stamped, nil)
			stamped[at] ^= flip
			if !intact(report.Verdict) {
				continue
			}
			if at < start || at >= end {
				t.Fatalf("byte %d with %#02x flipped gives %s", at, flip, report.Verdict)
			}
			if len(report.Timestamps) != 1 || !report.Timestamps[0].Time.Equal(want.Time) || report.Timestamps[0].Fingerprint != want.Fingerprint {
				t.Fatalf("byte %d of the token with %#02x flipped says %+v", at, flip, report.Timestamps)
			}
		}
	}
}

// OpenSSL takes the token for what it is.
func TestOpenSSLAcceptsTheTimestamp(t *testing.T) {
	id, time := mustIdentity(t, false), mustStampAuthority(t, x509.ExtKeyUsageTimeStamping)
	stamped := mustStamp(t, mustSign(t, richPDF(t), id, prepared()), time)
	token, covered := parts(t, stamped)
	root := writeFile(t, "root.pem", certificatesPEM(time.certificate))
	out := mustRun(t, "openssl", "ts", "-verify", "-token_in", "-in", writeFile(t, "token.der", token),
		"-data", writeFile(t, "body.bin", covered), "-CAfile", root, "-partial_chain", "-attime", "1773480413")
	if !strings.Contains(out, "Verification: OK") {
		t.Errorf("openssl:\n%s", out)
	}
	file := writeFile(t, "stamped.pdf", stamped)
	if out := mustRun(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf:\n%s", out)
	}
	if out := mustRun(t, "pdfsig", "-nocert", file); !strings.Contains(out, "Signature is Valid.") {
		t.Errorf("pdfsig:\n%s", out)
	}
	if out, _ := run(t, "mutool", "sign", "-v", file); !strings.Contains(out, "The signature is valid") { // it knows no timestamps, and takes one for an edit
		t.Errorf("mutool:\n%s", out)
	}
}

// A token that is edited, transplanted or added to is none.
func TestTokensThatDoNotHold(t *testing.T) {
	id, time := mustIdentity(t, false), mustStampAuthority(t, x509.ExtKeyUsageTimeStamping)
	stamped := mustStamp(t, mustSign(t, smallPDF(t), id, statement()), time)
	other := mustStamp(t, mustSign(t, richPDF(t), id, statement()), time)
	token, _ := parts(t, stamped)
	foreign, _ := parts(t, other)
	forged := bytes.Clone(token)
	forged[len(forged)-1] ^= 1
	for _, test := range []struct {
		name  string
		token []byte
		want  sign.Verdict
	}{
		{"as it came", token, sign.IntactUntrusted},
		{"of another file", foreign, sign.Tampered},
		{"with another signature", forged, sign.Tampered},
		{"with an unsigned attribute", unsignedAttribute(t, token), sign.NotSupported},
		{"cut", token[:len(token)-9], sign.Tampered},
		{"none", nil, sign.Tampered},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := bytes.Clone(stamped)
			start := bytes.LastIndex(out, []byte("/Contents <")) + len("/Contents <")
			end := start + bytes.IndexByte(out[start:], '>')
			copy(out[start:end], strings.Repeat("0", end-start))
			hex.Encode(out[start:], test.token)
			mustVerdict(t, test.want, out, nil)
		})
	}
}
