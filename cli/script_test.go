package cli

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// The script commands that testscript does not have.

var (
	complaint   = regexp.MustCompile(`^(demarc: \S[^\n]*[^.\n]\n)+(  \S[^\n]*\n)?$`)
	capitalised = regexp.MustCompile(`(?m)^demarc: (The|This|There|It|An?|No|Not|Nothing|Only|Cannot|Could|Unknown|Error|Invalid|Failed)\b`)
	forAMachine = regexp.MustCompile(`strconv|syscall|goroutine|0x[0-9a-f]{6}|%!|\*?[a-z]+\.[A-Z][a-z]+Error|<nil>|/tmp/`)
)

// exits runs a command, compares its exit code, and holds everything on
// standard error to the promised form: one sentence in lower case, and a hint.
//
//	exits 2 demarc party add a.demarc
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE command [argument...]")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%s did not run: %v", args[1], err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%s exits with %d, not %s", strings.Join(args[1:], " "), code, args[0])
	}
	said := ts.ReadFile("stderr")
	if said != "" && !complaint.MatchString(said) || capitalised.MatchString(said) {
		ts.Fatalf("standard error is no sentence with a hint: %q", said)
	}
	if forAMachine.MatchString(said) {
		ts.Fatalf("standard error speaks to a machine: %q", said)
	}
	if said == "" && code > 1 {
		ts.Fatalf("nothing was said about exit code %d", code)
	}
}

// is compares values of the JSON on standard output. A path is keys and
// indexes with dots between; len is a length, and key=value picks the elements
// that have it.
//
//	is totals.unowned 26 findings.kind=gap.0.severity high
func is(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 || len(args)%2 != 0 {
		ts.Fatalf("usage: [!] is PATH VALUE [PATH VALUE...]")
	}
	data := answered(ts)
	for i := 0; i < len(args); i += 2 {
		if found := spelled(at(ts, data, args[i])); (found == args[i+1]) == neg {
			ts.Fatalf("%s is %s, and %s was meant", args[i], found, args[i+1])
		}
	}
}

// keys checks that an object, or every object of a list, has all these keys.
// An object may have more. A list has to hold something.
//
//	keys findings id kind severity
func keys(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: keys PATH KEY...")
	}
	found := at(ts, answered(ts), args[0])
	list, many := found.([]any)
	if !many {
		list = []any{found}
	}
	if len(list) == 0 {
		ts.Fatalf("%s is an empty list", args[0])
	}
	for i, element := range list {
		object, ok := element.(map[string]any)
		if !ok {
			ts.Fatalf("%s %d is no object: %v", args[0], i, element)
		}
		for _, key := range args[1:] {
			if _, ok := object[key]; !ok {
				ts.Fatalf("%s %d has no %q", args[0], i, key)
			}
		}
	}
}

// take puts a value of the JSON on standard output into a variable.
func take(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: take VARIABLE PATH")
	}
	ts.Setenv(args[0], spelled(at(ts, answered(ts), args[1])))
}

func answered(ts *testscript.TestScript) any {
	var data any
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &data); err != nil {
		ts.Fatalf("standard output is not JSON: %v", err)
	}
	return data
}

func at(ts *testscript.TestScript, data any, path string) any {
	for rest := path; rest != "" && rest != "."; {
		var step string
		step, rest, _ = strings.Cut(rest, ".")
		switch within := data.(type) {
		case map[string]any:
			next, ok := within[step]
			if step == "len" {
				next, ok = float64(len(within)), true
			}
			if !ok {
				ts.Fatalf("%s: there is no %q among %v", path, step, sortedKeys(within))
			}
			data = next
		case []any:
			data = inList(ts, within, step, path)
		case string:
			if step != "len" {
				ts.Fatalf("%s: %q is looked for in the text %q", path, step, within)
			}
			data = float64(len([]rune(within)))
		default:
			ts.Fatalf("%s: %q is looked for in %v", path, step, data)
		}
	}
	return data
}

func inList(ts *testscript.TestScript, list []any, step, path string) any {
	if step == "len" {
		return float64(len(list))
	}
	if key, value, ok := strings.Cut(step, "="); ok {
		picked := []any{}
		for _, element := range list {
			if object, ok := element.(map[string]any); ok && spelled(object[key]) == value {
				picked = append(picked, element)
			}
		}
		return picked
	}
	i, err := strconv.Atoi(step)
	if err != nil || i >= len(list) {
		ts.Fatalf("%s: there is no element %q among %d", path, step, len(list))
	}
	return list[i]
}

func sortedKeys(object map[string]any) []string {
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// spelled writes a value as a script does: a list of texts with commas.
func spelled(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		words := make([]string, len(v))
		for i := range v {
			words[i] = spelled(v[i])
		}
		return strings.Join(words, ",")
	case nil:
		return "null"
	}
	return fmt.Sprint(value)
}

// write writes a file that an archive of texts cannot hold: a text with Go's
// escapes, in an encoding.
//
//	write utf-16le+bom list.csv 'name\r\nClaims\r\n'
func write(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: write ENCODING FILE TEXT")
	}
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[2], `"`, `\"`) + `"`)
	ts.Check(err)
	encodings := map[string]encoding.Encoding{
		"utf-8": encoding.Nop, "utf-8+bom": unicode.UTF8BOM, "windows-1252": charmap.Windows1252,
		"utf-16le":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"utf-16le+bom": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-16be+bom": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
	var data []byte
	switch known, ok := encodings[args[0]]; {
	case ok:
		data, err = known.NewEncoder().Bytes([]byte(text))
	case args[0] == "base64":
		data, err = base64.StdEncoding.DecodeString(text)
	default:
		ts.Fatalf("there is no encoding %q", args[0])
	}
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o666))
}

// sparse makes a file of so many bytes that takes no room on the disk: a
// beginning, and zeros.
func sparse(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: sparse FILE BYTES BEGINNING")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	path := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(path, []byte(args[2]), 0o666))
	ts.Check(os.Truncate(path, size))
}

// damage overwrites the pages behind the first two of a file.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage FILE")
	}
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	for at := 2 * 4096; at < len(data); at++ {
		data[at] ^= 0x55
	}
	ts.Check(os.WriteFile(path, data, 0o600))
}

// longrow makes a table whose first row has so many bytes.
func longrow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: longrow FILE BYTES [BEGINNING]")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := "name\n" + strings.Join(args[2:], "") + strings.Repeat("x", size) + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// listing compares the names in a folder, hidden ones included: nothing
// half-written may be left.
func listing(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: listing FOLDER NAME...")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, entry := range entries {
		if entry.Name() != ".tmp" { // where testscript keeps its own
			names = append(names, entry.Name())
		}
	}
	if want := slices.Sorted(slices.Values(args[1:])); !slices.Equal(names, want) {
		ts.Fatalf("%s holds %q, not %q", args[0], names, want)
	}
}
