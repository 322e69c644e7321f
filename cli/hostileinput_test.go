package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// leaked are the words of libraries and of the language that the program is
// written in, which tell a person nothing.
var leaked = regexp.MustCompile(`unmarshal|Go value|Go struct|json:|yaml:|xml:|parse error on|record on line|asn1:|x509:|pkcs12:|pkcs8:|png:|jpeg:|invalid character|unexpected EOF|strconv|parsing time|0x|%!|runtime error|<nil>|\*?[a-z]+\.[A-Z][a-z]+Error`)

// hostileInputs are beginnings of all that is read, gone wrong, by what they
// pretend to be.
func hostileInputs() map[string]map[string]string {
	const assessment = `{"schema":"demarc-assessment/1",`
	return map[string]map[string]string{
		"anything": {
			"nothing": "", "one byte": "\x00", "zeros": strings.Repeat("\x00", 4096), "noise": "\xff\xfe\xfd\x80\x81\n\xc3(",
			"an open brace": "{", "a word": "nul", "a list": "[1,2]", "a number": "1e999", "deep": strings.Repeat("[", 20_000),
		},
		"answers": {
			"conflicts of another kind": `{"conflicts":{"a":1}}`, "an id that is a number": `{"head":7,"conflicts":[{"id":3,"take":[]}]}`,
			"fields of another kind": `{"conflicts":[{"id":"a","take":{"fields":3}}]}`, "a take without end": `{"conflicts":[{"id":"a","take":{"fields":{"name":"x"}`,
		},
		"data": {
			"a number": assessment + `"program":3}`, "a text": assessment + `"commits":"3"}`, "no list": assessment + `"records":{"assets":{"a":1}}}`,
			"a wrong record": assessment + `"records":{"assets":[{"id":7}]}}`, "a wrong date": assessment + `"evaluated_on":"tomorrow"}`,
			"a wrong moment": assessment + `"records":{"evidence":[{"id":"a","at":"noon"}]}}`, "it breaks off": assessment + `"records":{"assets":[{"id":"a"`,
			"a wrong letter": assessment + `"program":<}`,
		},
		"YAML": {
			"another shape": "fields: [1, 2]\n", "a huge number": "fields:\n  name: 99999999999999999999\n", "without end": "fields: {name: [", "a tab": "\tname: x\n",
			"a reference to nothing": "fields: *other\n", "references that multiply": "a: &a [x,x]\nb: &b [*a,*a]\nfields: {name: [*b,*b]}\n",
			"an unknown tag": "fields: !!binary {name: x}\n", "an escape": "fields: \"\\q\"\n", "a date as a key": "2026-01-01: x\n? [a, b]\n: c\n",
			"a pack": "controls: yes\nname: 7\n", "a pack with a wrong date": "name: x\nversion: y\nas_of: tomorrow\ncontrols:\n - id: 3\n",
		},
		"a table": {
			"an open quotation": "name,hosting_model\n\"Triage,aws_bedrock\n", "one cell": "name", "rows of other lengths": "name,notes\na\nb,c,d\n",
			"a workbook that is none": "PK\x03\x04 something else", "a workbook that is cut": "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
		},
		"a PDF": {
			"broken off": "%PDF-1.7\n1 0 obj\n<<>>", "a wrong table": "%PDF-1.4\nxref\n0 2\nabc\ntrailer<</Root 9 0 R/Size -1>>\nstartxref\n9\n%%EOF\n",
			"locked": "%PDF-1.4\ntrailer<</Encrypt 3 0 R/Root 1 0 R/Size 2>>\nstartxref\n9\n%%EOF\n",
		},
		"a key": {
			"another structure": "0\x82\x01\x00\x02\x01\x03", "cut": "0\x82\xff\xff\x02\x01\x03\x30\x80",
			"no certificate": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "a certificate cut short": "-----BEGIN CERTIFICATE-----\nMIIB",
		},
		"a font": {"broken off": "\x00\x01\x00\x00\x00\x7f\x00\x00\x00\x00\x00\x00glyf", "a collection": "ttcf\x00\x01\x00\x00\x00\x00\x00\x01"},
		"a picture": {
			"cut": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10", "a photo that is cut": "\xff\xd8\xff\xe0\x00\x10JFIF",
			"a drawing that is none": "<svg viewBox='0 0 x'", "a drawing with a wrong path": "<svg viewBox='0 0 10 10'><path d='M0 0 L1e9999 zz'/></svg>",
		},
		"an engagement": {"a page that is none": strings.Repeat("\x00", 16) + "\xed\xda\x0c\xed\x02\x00\x00\x00" + strings.Repeat("\x01", 9000)},
	}
}

// TestWhatIsReadFromOthersIsRefusedInOurWords has every command that reads a
// file read each of many that were not made for it.
func TestWhatIsReadFromOthersIsRefusedInOurWords(t *testing.T) {
	t.Setenv("DEMARC_IDENTITY_PASSPHRASE", "correct horse")
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	run := runner(t)
	run("new", at("a.demarc"), "--client", "Nordhaven")
	run("asset", "add", at("a.demarc"), "--name", "Triage")
	run("identity", "new", at("me.p12"), "--name", "J. Weiss")
	run("report", at("a.demarc"), "-o", at("archive.pdf"), "--archive")
	run("export", at("a.demarc"), "-o", at("a.csv"))
	if err := os.WriteFile(at("table.csv"), []byte("Thing,Sort\nTriage,x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// What is expected in FILE, its name, and what reads it.
	inputs := hostileInputs()
	for _, command := range [][]string{
		{"a table", "x.csv", "import", at("a.demarc"), "FILE", "--dry-run"}, {"a table", "x.xlsx", "import", at("a.demarc"), "FILE", "--dry-run"},
		{"a table", "x.csv", "import", "--guess-map", "FILE"}, {"YAML", "x.yaml", "import", at("a.demarc"), at("table.csv"), "--dry-run", "--map", "FILE"},
		{"YAML", "x.yaml", "catalog", "validate", "FILE"}, {"YAML", "x.yaml", "catalog", "adopt", at("a.demarc"), "FILE", "--dry-run"},
		{"answers", "x.json", "merge", at("a.demarc"), at("a.demarc"), "--resolve", "FILE"}, {"an engagement", "x.demarc", "merge", at("a.demarc"), "FILE", "--dry-run"},
		{"a picture", "x.png", "scope", "set", at("a.demarc"), "--logo", "FILE"}, {"a font", "x.ttf", "report", at("a.demarc"), "-o", at("font.pdf"), "--font", "FILE"},
		{"a key", "x.p12", "report", at("a.demarc"), "-o", at("signed.pdf"), "--identity", "FILE"},
		{"data", "archive.assessment.json", "verify", at("archive.pdf")}, {"data", "archive.assessment.json", "report", at("a.demarc"), "-o", at("archive.pdf"), "--archive"},
		{"a PDF", "x.pdf", "verify", "FILE"}, {"an engagement", "x.demarc", "verify", "FILE"}, {"a key", "x.pem", "verify", at("archive.pdf"), "--trust", "FILE"},
		{"a PDF", "x.pdf", "countersign", "FILE", "--new-key-for", "X"}, {"a PDF", "x.pdf", "timestamp", "FILE", "--tsa", "http://127.0.0.1:1"},
		{"a PDF", "x.pdf", "report", at("a.demarc"), "-o", "FILE"}, {"a key", "x.p12", "identity", "show", "FILE"}, {"a key", "x.p12", "identity", "import", "FILE", at("imported.p12")},
		{"an engagement", "x.demarc", "findings", "FILE"}, {"an engagement", "x.demarc", "restore", "FILE", at("restored.demarc")},
	} {
		t.Run(command[2]+" with "+command[0]+", "+command[1], func(t *testing.T) {
			run, path := runner(t), at(command[1])
			args := slices.Clone(command[2:])
			for i := range args {
				args[i] = strings.Replace(args[i], "FILE", path, 1)
			}
			for _, sort := range []string{"anything", command[0]} {
				for name, content := range inputs[sort] {
					if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
						t.Fatal(err)
					}
					said := strings.ReplaceAll(strings.ReplaceAll(run(args...), folder, ""), filepath.Base(path), "FILE")
					if found := leaked.FindString(said); found != "" {
						t.Errorf("%s: %q leaks %q", name, said[max(0, len(said)-400):], found)
					}
				}
			}
			os.Remove(path)
		})
	}
}

// runner runs commands in this process and returns all that they say.
func runner(t *testing.T) func(args ...string) string {
	library := carried()
	nothing, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { nothing.Close() })
	return func(args ...string) string {
		t.Helper()
		var out, trouble bytes.Buffer
		code := Run(t.Context(), args, Streams{In: nothing, Out: &out, Err: &trouble}, library, nil)
		return fmt.Sprintf("%s\n%s(%d)", out.Bytes(), trouble.Bytes(), code)
	}
}
