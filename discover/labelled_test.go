package discover_test

import (
	"cmp"
	"io/fs"
	"maps"
	"net/netip"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// These tests look at the labelled evidence alone: that its labels name what is
// there, that there is enough of it, and that nothing in it is real.

var (
	formats = []string{
		"cloudtrail", "bedrock-invocation", "cost", "azure", "gcp", "zeek", "squid", "umbrella", "cyclonedx", "apps",
		"expenses", "code", "browser",
	}
	expectations = []string{
		"use", "attempt", "weak", "create", "key", "consent", "billed", "configured", "weaken", "none",
	}
	ownFiles = []string{"README.md", "files.csv", "hosts.txt", "labels.csv", "secrets.txt"}
)

func TestEveryLabelledFileIsListed(t *testing.T) {
	listed := slices.Clone(ownFiles)
	for _, f := range readFiles(t) {
		listed = append(listed, f.path)
		if !slices.Contains(formats, f.format) {
			t.Errorf("%s has the format %q, which none is", f.path, f.format)
		}
	}
	slices.Sort(listed)
	var found []string
	for path := range texts(t) {
		found = append(found, path)
	}
	slices.Sort(found)
	if !slices.Equal(listed, found) {
		t.Errorf("files.csv lists %d files, the folder has %d; only one of them has %v", len(listed), len(found), difference(listed, found))
	}
}

func TestEveryLabelNamesOneRecord(t *testing.T) {
	records := allRecords(t)
	seen := map[string]bool{}
	service := regexp.MustCompile(`^[a-z0-9-]+(\|[a-z0-9-]+)*$`)
	for _, l := range readLabels(t) {
		for _, record := range strings.Split(l.record, "+") {
			key := l.file + " " + record
			if !records[l.file][record] {
				t.Errorf("the label %s names no record", key)
			}
			if seen[key] {
				t.Errorf("%s is labelled twice", key)
			}
			seen[key] = true
		}
		if !slices.Contains(expectations, l.expect) {
			t.Errorf("%s %s expects %q, which nothing is", l.file, l.record, l.expect)
		}
		if l.expect == "none" && (l.service != "" || l.note == "") {
			t.Errorf("%s %s is a trap: it needs a note that says which, and no service", l.file, l.record)
		}
		if l.expect != "none" && !service.MatchString(l.service) {
			t.Errorf("%s %s has the service %q", l.file, l.record, l.service)
		}
	}
}

// TestThereIsEnoughLabelledEvidence holds the numbers of positives and negatives,
// as the README counts them. Lines of code do not help the negatives.
func TestThereIsEnoughLabelledEvidence(t *testing.T) {
	positives, weak, negatives := map[string]int{}, map[string]int{}, map[string]int{}
	format := map[string]string{}
	records := allRecords(t)
	for _, f := range readFiles(t) {
		format[f.path] = f.format
		negatives[f.format] += len(records[f.path])
	}
	for _, l := range readLabels(t) {
		switch l.expect {
		case "none":
			continue
		case "weak":
			weak[format[l.file]]++
		default:
			positives[format[l.file]]++
		}
		negatives[format[l.file]] -= 1 + strings.Count(l.record, "+")
	}
	for _, name := range formats {
		t.Logf("%-20s %4d positives %4d weak %5d negatives", name, positives[name], weak[name], negatives[name])
		if positives[name] < 20 || negatives[name] < 40 {
			t.Errorf("%s has %d positives and %d negatives: too few to say anything", name, positives[name], negatives[name])
		}
	}
	t.Logf("%-20s %4d positives %4d weak %5d negatives", "in all", sum(positives), sum(weak), sum(negatives))
	if p, n := sum(positives), sum(negatives)-negatives["code"]; p < 450 || n < 2000 {
		t.Errorf("%d positives and, without code, %d negatives: 450 and 2000 are asked for", p, n)
	}
}

func TestLabelledEvidenceIsSmall(t *testing.T) {
	var size int64
	err := filepath.WalkDir(labelled, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		size += info.Size()
		return err
	})
	if err != nil || size > 1_500_000 {
		t.Errorf("the folder has %d bytes: %v", size, err)
	}
}

// TestNoRealHostIsNamed: hosts are invented, or a vendor's.
func TestNoRealHostIsNamed(t *testing.T) {
	host := regexp.MustCompile(`(?i)(?:[a-z0-9_-]+\.)+(?:com|net|org|ai|io|de|fr|es|jp|dev|co|app|sh|cn|us|xyz|so|tech|cloud|microsoft|aws|space|edu|eu|info|biz|uk|ru|art|video|chat|ms|tt|cx|at|ch|it|nl|gov|tv|me)\b`)
	invented := regexp.MustCompile(`(?i)(^|\.)example\.[a-z]+$`)
	allowed := strings.Fields(regexp.MustCompile(`(?m)^#.*$`).ReplaceAllString(texts(t)["hosts.txt"], ""))
	for path, text := range texts(t) {
		if path == "README.md" {
			continue
		}
		for _, at := range host.FindAllStringIndex(text, -1) {
			name := strings.ToLower(text[at[0]:at[1]])
			if invented.MatchString(name) || continuesAsName(text[at[1]:]) {
				continue
			}
			if labels := strings.Split(name, "."); !slices.Contains(allowed, strings.Join(labels[len(labels)-2:], ".")) {
				t.Errorf("%s names %s", path, name)
			}
		}
	}
}

// continuesAsName is whether what was found is the beginning of a longer name
// only, like java.io.File.
func continuesAsName(rest string) bool {
	rest = strings.TrimLeft(rest, "-_.")
	return rest != "" && (rest[0]|0x20 >= 'a' && rest[0]|0x20 <= 'z' || rest[0] >= '0' && rest[0] <= '9')
}

// TestNoRealAddressIsNamed: addresses are private or for documentation.
func TestNoRealAddressIsNamed(t *testing.T) {
	var allowed []netip.Prefix
	for _, block := range []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"} {
		allowed = append(allowed, netip.MustParsePrefix(block))
	}
	address := regexp.MustCompile(`(?:^|[\s"',])(\d{1,3}(?:\.\d{1,3}){3})(?:$|[\s"',:])`)
	logs := []string{"cloudtrail", "azure", "gcp", "zeek", "squid", "umbrella", "bedrock-invocation"}
	for _, f := range readFiles(t) {
		if !slices.Contains(logs, f.format) {
			continue
		}
		for _, found := range address.FindAllStringSubmatch(texts(t)[f.path], -1) {
			a, err := netip.ParseAddr(found[1])
			if err != nil || !slices.ContainsFunc(allowed, func(p netip.Prefix) bool { return p.Contains(a) }) {
				t.Errorf("%s names %s", f.path, found[1])
			}
		}
	}
}

// TestEverySecretIsPlanted: what a later test greps for is in the files, files
// with prompts among them, and every key is listed.
func TestEverySecretIsPlanted(t *testing.T) {
	secrets := strings.Split(strings.TrimSpace(texts(t)["secrets.txt"]), "\n")
	holds := func(text string) bool {
		return slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(text, s) })
	}
	planted := map[string]bool{}
	for path, text := range texts(t) {
		for _, secret := range secrets {
			if path != "secrets.txt" && strings.Contains(text, secret) {
				planted[secret] = true
			}
		}
	}
	for _, secret := range secrets {
		if !planted[secret] {
			t.Errorf("%q is planted nowhere", secret)
		}
	}
	lines := map[string]labelledFile{}
	for _, f := range readFiles(t) {
		if f.format == "bedrock-invocation" && !holds(texts(t)[f.path]) {
			t.Errorf("%s has prompts and no secret in them", f.path)
		}
		if f.format == "code" && f.unit == "line" {
			lines[f.path] = f
		}
	}
	for _, l := range readLabels(t) {
		if _, is := lines[l.file]; is && l.expect == "key" && !holds(lineOf(t, l)) {
			t.Errorf("the key of %s %s is not in secrets.txt", l.file, l.record)
		}
	}
}

func lineOf(t *testing.T, l label) string {
	t.Helper()
	number, err := strconv.Atoi(l.record)
	if err != nil {
		t.Fatalf("%s %s: %v", l.file, l.record, err)
	}
	return strings.Split(texts(t)[l.file], "\n")[number-1]
}

// TestKeysCannotBeReal: what has the shape of a key has a mark in it that no
// vendor gives out, or is a placeholder too short or too dull to be one.
func TestKeysCannotBeReal(t *testing.T) {
	shape := regexp.MustCompile(`\b(?:sk-(?:proj|svcacct|admin|ant-api03|ant-admin01|or-v1|lf)-|sk-|sk_|hf_|gsk_|xai-|pplx-|r8_|pcsk_|nvapi-|lsv2_pt_|slk_|AIza|dapi|ABSK|fw_)[A-Za-z0-9+/_-]{20,}`)
	fake := regexp.MustCompile(`(?i)nosuchkey|0bad|x{12}|your-key|-[a-z]+-[a-z]+`)
	for path, text := range texts(t) {
		for _, found := range shape.FindAllString(text, -1) {
			if !fake.MatchString(found) {
				t.Errorf("%s holds %s", path, found)
			}
		}
	}
}

func sum(counts map[string]int) (all int) {
	for n := range maps.Values(counts) {
		all += n
	}
	return all
}

func difference[T cmp.Ordered](one, other []T) (only []T) {
	for _, x := range slices.Concat(one, other) {
		if slices.Contains(one, x) != slices.Contains(other, x) {
			only = append(only, x)
		}
	}
	return only
}
