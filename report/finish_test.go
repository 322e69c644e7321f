package report

import (
	"bytes"
	"crypto/md5"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"demarc/sign"
)

// preflight asks Apache PDFBox whether a file is PDF/A-1b.
func preflight(t *testing.T, pdf []byte) (said string, valid bool) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	var jars []string
	for _, jar := range []string{"javax.activation", "jaxb-api", "preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "commons-io"} {
		jars = append(jars, "/usr/share/java/"+jar+".jar")
	}
	command := exec.CommandContext(t.Context(), "java", "-Xshare:auto", "-cp", strings.Join(jars, ":"), "org.apache.pdfbox.preflight.Validator_A1b", file)
	out, err := command.CombinedOutput()
	if err != nil && command.ProcessState == nil {
		t.Fatalf("the validator could not be run: %v", err)
	}
	said = string(out)
	return said, strings.Contains(said, "is a valid PDF/A-1b file")
}

// archiveInput is a report with everything that its pages can hold, as an
// archive.
func archiveInput(t *testing.T) Input {
	in := smallInput(t)
	in.Archive, in.DataSHA256 = true, strings.Repeat("5e", 32)
	in.Evaluation.State().Engagement.Title = "KI-Bestand (2026) <prüfen> & \\ Ωμέγα"
	return in
}

func TestAnArchiveIsPDFA(t *testing.T) {
	now := time.Now()
	identity := selfSigned(t, now)
	for name, sealed := range map[string]bool{"unsigned": false, "signed": true} {
		t.Run(name, func(t *testing.T) {
			in := archiveInput(t)
			if sealed {
				in.Signer = &Signer{Name: "J. Weiss", Fingerprint: identity.Fingerprint(), SelfSigned: true}
			}
			document := mustWrite(t, in)
			pdf := document.PDF
			if sealed {
				var err error
				if pdf, err = sign.SignPDF(pdf, identity, sign.PDFSignature{Name: "J. Weiß", Statement: "I prepared this.", Time: now, Page: document.SignaturePage, Rect: document.SignatureRect, Certify: true}); err != nil {
					t.Fatal(err)
				}
			}
			if said, valid := preflight(t, pdf); !valid {
				t.Errorf("%s", said)
			}
			checkWithQPDF(t, pdf)
		})
	}
}

func TestAnArchiveMayHaveNothingAttached(t *testing.T) {
	in := archiveInput(t)
	in.Attached = []Attachment{{Name: "a.csv", Type: "text/csv"}}
	if _, err := Write(t.Context(), in, nil); err == nil {
		t.Error("it was made")
	}
}

var attachedFiles = []struct {
	Attachment
	data string
}{
	{Attachment{Name: "assessment.json", Description: "All that the numbers come from", Type: "application/json", Source: true}, `{"a":1}`},
	{Attachment{Name: "findings.csv", Description: "The findings (all)", Type: "text/csv"}, "id,title\n1,Ü\n"},
	{Attachment{Name: "matrix.csv", Description: "Die Zuständigkeiten", Type: "text/csv"}, ""},
}

func TestFilesAreAttachedAsTheStandardSays(t *testing.T) {
	in := smallInput(t)
	for _, a := range attachedFiles {
		if err := a.Pack(func(w io.Writer) error { _, err := io.WriteString(w, a.data); return err }); err != nil {
			t.Fatal(err)
		}
		in.Attached = append(in.Attached, a.Attachment)
	}
	pdf := mustWrite(t, in).PDF
	checkWithQPDF(t, pdf)
	listed := string(outside(t, pdf, "pdfdetach", "-list", "FILE"))
	for _, a := range attachedFiles {
		if !strings.Contains(listed, a.Name) {
			t.Errorf("pdfdetach does not list %s: %s", a.Name, listed)
		}
		folder := t.TempDir()
		outside(t, pdf, "pdfdetach", "-savefile", a.Name, "-o", filepath.Join(folder, a.Name), "FILE")
		if data, err := os.ReadFile(filepath.Join(folder, a.Name)); err != nil || string(data) != a.data {
			t.Errorf("pdfdetach saves %q of %s: %v", data, a.Name, err)
		}
		for _, part := range []string{
			"/Subtype /" + strings.ReplaceAll(a.Type, "/", "#2F") + " ", fmt.Sprintf("/Size %d /ModDate (D:20261121090000+00'00') /CheckSum <%X>", len(a.data), md5.Sum([]byte(a.data))),
		} {
			if !bytes.Contains(pdf, []byte(part)) {
				t.Errorf("%s: the file does not say %s", a.Name, part)
			}
		}
	}
	relations := regexp.MustCompile(`/AFRelationship /(\w+)`).FindAllSubmatch(pdf, -1)
	if got := fmt.Sprintf("%s", relations); got != "[[/AFRelationship /Data Data] [/AFRelationship /Supplement Supplement] [/AFRelationship /Supplement Supplement]]" {
		t.Errorf("the relations are %s", got)
	}
	if !regexp.MustCompile(`/AF \[(\d+ 0 R ){3}\]`).Match(pdf) {
		t.Error("the catalogue does not name them as associated files")
	}
	if bytes.Contains(pdf, []byte("pdfaid")) {
		t.Error("it claims to be PDF/A, which nobody validated")
	}
}

func TestPropertiesAndMetadataAgree(t *testing.T) {
	pdf := mustWrite(t, archiveInput(t)).PDF
	said := string(outside(t, pdf, "pdfinfo", "-isodates", "FILE"))
	packet := string(outside(t, pdf, "pdfinfo", "-meta", "FILE"))
	for _, part := range []string{
		"Title:           Nordhaven Insurance: KI-Bestand (2026) <prüfen> & \\ Ωμέγα", "Author:          J. Weiss, Weiss & Partner", "Creator:         demarc 0.1.0",
		"CreationDate:    2026-11-21T09:00:00Z", "PDF version:     1.4", "demarc-data=" + strings.Repeat("5e", 32),
	} {
		if !strings.Contains(said, part) {
			t.Errorf("pdfinfo does not say %q:\n%s", part, said)
		}
	}
	for _, part := range []string{
		"Nordhaven Insurance: KI-Bestand (2026) &lt;prüfen&gt; &amp; \\ Ωμέγα<", ">J. Weiss, Weiss &amp; Partner<", "<xmp:CreatorTool>demarc 0.1.0<",
		"<xmp:CreateDate>2026-11-21T09:00:00+00:00<", "<pdfaid:part>1<", "demarc-data=" + strings.Repeat("5e", 32),
	} {
		if !strings.Contains(packet, part) {
			t.Errorf("the packet does not say %q:\n%s", part, packet)
		}
	}
	for _, part := range []string{"/Lang (en)", "/DisplayDocTitle true", "/GTS_PDFA1"} {
		if !bytes.Contains(pdf, []byte(part)) {
			t.Errorf("the catalogue has no %s", part)
		}
	}
}

func TestHeadingsAreCounted(t *testing.T) {
	levels := []int{0, 0, 1, 1, 2, 1, 0, 1, 0}
	for at, want := range map[int]int{-1: 4, 0: 0, 1: 3, 2: 0, 3: 1, 4: 0, 5: 0, 6: 1, 7: 0, 8: 0} {
		if got := below(levels, at); got != want {
			t.Errorf("under heading %d there are %d, not %d", at, got, want)
		}
	}
	document := mustWrite(t, smallInput(t))
	chapters := 0
	for _, heading := range document.Outline {
		if heading.Level == 0 {
			chapters++
		}
	}
	if root := regexp.MustCompile(`<</Type /Outlines [^>]*/Count (\d+)>>`).FindSubmatch(document.PDF); root == nil || string(root[1]) != fmt.Sprint(chapters) {
		t.Errorf("the outline has %d chapters and counts %q", chapters, root)
	}
	if bytes.Contains(document.PDF, []byte("/Count 0>>")) {
		t.Error("a heading counts none below it")
	}
}

func TestTheIdentifierFollowsFromTheContent(t *testing.T) {
	identifier := func(in Input) string {
		return string(regexp.MustCompile(`/ID \[<\w{32}> <\w{32}>\]`).Find(mustWrite(t, in).PDF))
	}
	in := smallInput(t)
	one, again := identifier(in), identifier(in)
	in.Head = strings.Repeat("0123456789abcdef", 4)
	if other := identifier(in); one == "" || one != again || one == other {
		t.Errorf("the same twice: %s and %s; another: %s", one, again, other)
	}
}

func TestTheColourProfileIsWhole(t *testing.T) {
	profile := srgbProfile()
	if size := int(profile[2])<<8 | int(profile[3]); size != len(profile) || len(profile)%4 != 0 {
		t.Errorf("it says that it has %d bytes, and has %d", size, len(profile))
	}
	// Red, green and blue make white, which is what keeps grey grey.
	for i, white := range []uint32{0xF6D6, 0x10000, 0xD32D} {
		sum := uint32(0)
		for tag := range 3 {
			entry := profile[128+4+12*(3+tag):]
			at := int(entry[6])<<8 | int(entry[7])
			value := profile[at+8+4*i:]
			sum += uint32(value[0])<<24 | uint32(value[1])<<16 | uint32(value[2])<<8 | uint32(value[3])
		}
		if diff := int(sum) - int(white); diff < -16 || diff > 16 {
			t.Errorf("coordinate %d of white is %x, not %x", i, sum, white)
		}
	}
}
