package sign_test

import (
	"crypto/x509"
	"flag"
	"os"
	"testing"

	"demarc/sign"
)

var update = flag.Bool("update", false, "sign the files in testdata anew")

// Files that were signed once stay valid in later versions. They also keep the
// fuzzing corpus fixed, for no two ECDSA signatures are the same.
const (
	onceFile, twiceFile   = "testdata/once.pdf", "testdata/twice.pdf"
	filledFile, stampFile = "testdata/countersigned.pdf", "testdata/stamped.pdf"
)

func TestFilesSignedEarlierVerify(t *testing.T) {
	if *update {
		once := mustSign(t, smallPDF(t), mustIdentity(t, false), statement())
		s := statement()
		s.Name, s.Statement, s.Certify = "Clément Client", "受領しました", false
		twice := mustSign(t, once, mustIdentity(t, true), s)
		filled := mustCountersign(t, mustSign(t, smallPDF(t), mustIdentity(t, false), prepared()))
		stamped := mustStamp(t, mustSign(t, smallPDF(t), mustIdentity(t, false), closed()), mustStampAuthority(t, x509.ExtKeyUsageTimeStamping))
		for name, pdf := range map[string][]byte{onceFile: once, twiceFile: twice, filledFile: filled, stampFile: stamped} {
			if err := os.WriteFile(name, pdf, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	mustVerdict(t, sign.IntactUntrusted, mustRead(t, onceFile), nil)
	report := mustVerdict(t, sign.IntactUntrusted, mustRead(t, twiceFile), nil)
	if len(report.Signatures) != 2 || report.Signatures[0].Name != "Ada Assessor" || report.Signatures[1].Statement != "受領しました" {
		t.Errorf("%+v", report.Signatures)
	}
	if report := mustVerdict(t, sign.IntactUntrusted, mustRead(t, filledFile), nil); len(report.Signatures) != 2 {
		t.Errorf("%+v", report.Signatures)
	}
	if report := mustVerdict(t, sign.IntactUntrusted, mustRead(t, stampFile), nil); len(report.Timestamps) != 1 || report.Signatures[0].Permissions != "no changes" {
		t.Errorf("%+v", report)
	}
}
