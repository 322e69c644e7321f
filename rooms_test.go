package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// levels are the rooms from the top down. A room may import what lies on a
// lower level, and nothing beside or above it.
var levels = [][]string{
	{"demarc"},
	{"demarc/app", "demarc/cli"},
	{
		"demarc/app/overview", "demarc/app/inventory", "demarc/app/responsibilities", "demarc/app/findings",
		"demarc/app/people", "demarc/app/handover", "demarc/app/past",
	},
	{"demarc/app/page", "demarc/app/desk/desktest"},
	{"demarc/app/desk", "demarc/app/matrix"},
	{"demarc/app/look"},
	{"demarc/engagement"},
	{"demarc/report", "demarc/exchange", "demarc/discover", "demarc/store"},
	{"demarc/sign", "demarc/history", "demarc/catalog", "demarc/marks", "demarc/authority"},
	{"demarc/words"},
	{"demarc/assess"},
}

// apart are rooms that have no part in the flow: data, handed down by main,
// what the Makefile runs, and what has to be loaded before all else.
var apart = []string{"demarc/assets", "demarc/make/notices", "demarc/make/icon", "demarc/app/locale"}

// reserved are libraries that one room alone, or its inner rooms, may import.
var reserved = map[string]string{
	"go.etcd.io/bbolt":            "demarc/store",
	"github.com/jung-kurt/gofpdf": "demarc/report",
	"fyne.io/fyne/v2":             "demarc/app",
	"fyne.io/fyne/v2/app":         "demarc", // pulls in OpenGL; everything else is tested without a display
	"github.com/spf13/cobra":      "demarc/cli",
	"github.com/ThalesGroup":      "demarc/sign", // cgo, in the build with the window alone
	"github.com/miekg":            "demarc/sign", // so is this
}

type goPackage struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

// listPackages lists them as each system sees them, with the window and
// without: files for Windows alone have arrows too.
func listPackages(t *testing.T, patterns ...string) []goPackage {
	t.Helper()
	var packages []goPackage
	for _, build := range []string{"linux 0", "windows 0", "darwin 0", "linux 1"} {
		system, cgo, _ := strings.Cut(build, " ")
		command := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports,TestImports,XTestImports"}, patterns...)...)
		command.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED="+cgo)
		command.Stderr = os.Stderr
		listed, err := command.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v", system, err)
		}
		packages = append(packages, decodePackages(t, listed)...)
	}
	return packages
}

func decodePackages(t *testing.T, listed []byte) (packages []goPackage) {
	t.Helper()
	for decoder := json.NewDecoder(bytes.NewReader(listed)); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func levelOf(room string) int {
	return slices.IndexFunc(levels, func(rooms []string) bool { return slices.Contains(rooms, room) })
}

func TestArrowsPointDownwards(t *testing.T) {
	for _, p := range listPackages(t, "./...") {
		if slices.Contains(apart, p.ImportPath) {
			for _, imported := range p.Imports {
				if strings.HasPrefix(imported, "demarc") {
					t.Errorf("%s imports %s, and has no part in the flow", p.ImportPath, imported)
				}
			}
			continue
		}
		from := levelOf(p.ImportPath)
		if from < 0 {
			t.Errorf("%s is a room that nobody drew: give it its level here and in CONTRIBUTING.md", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			to := levelOf(imported)
			switch {
			case to >= 0 && to <= from:
				t.Errorf("an arrow turned round: %s imports %s", p.ImportPath, imported)
			case slices.Contains(apart, imported) && p.ImportPath != "demarc":
				t.Errorf("%s imports %s: main hands it down", p.ImportPath, imported)
			}
		}
	}
}

func TestLibrariesKeepToTheirRooms(t *testing.T) {
	for _, p := range listPackages(t, "./...") {
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			library := reservedAs(imported)
			if room := reserved[library]; room != "" && p.ImportPath != room && (room == "demarc" || !strings.HasPrefix(p.ImportPath, room+"/")) {
				t.Errorf("%s imports %s, which is for %s alone", p.ImportPath, imported, room)
			}
		}
	}
}

// reservedAs is the reserved library that a package belongs to, the innermost
// one; empty for others.
func reservedAs(imported string) (library string) {
	for name := range reserved {
		if (imported == name || strings.HasPrefix(imported, name+"/")) && len(name) > len(library) {
			library = name
		}
	}
	return library
}

// TestPureRooms: the rules, the history and the words have no clock, no files,
// no random numbers and no library.
func TestPureRooms(t *testing.T) {
	forbidden := []string{"os", "io/fs", "net", "math/rand", "math/rand/v2", "crypto/rand", "os/exec", "syscall"}
	for _, p := range listPackages(t, "./assess", "./history", "./words") {
		for _, imported := range p.Imports {
			if strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
				t.Errorf("%s imports the library %s", p.ImportPath, imported)
			}
			if slices.Contains(forbidden, imported) {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
		sources, err := filepath.Glob(strings.TrimPrefix(p.ImportPath, "demarc/") + "/*.go")
		if err != nil || len(sources) == 0 {
			t.Fatalf("no sources of %s: %v", p.ImportPath, err)
		}
		for _, source := range sources {
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(source, "_test.go") && regexp.MustCompile(`\btime\.(Now|Since|Until)\b`).Match(text) {
				t.Errorf("%s reads a clock", source)
			}
		}
	}
}

// TestNoNetwork: nothing of ours opens a connection, but for the one command that
// asks a timestamp authority.
func TestNoNetwork(t *testing.T) {
	const connected, commands = "demarc/authority", "demarc/cli"
	for _, p := range listPackages(t, "./...") {
		for _, imported := range p.Imports {
			network := imported == "net" || strings.HasPrefix(imported, "net/http")
			if network && p.ImportPath != connected || imported == connected && p.ImportPath != commands {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
	}
}

func TestVersionIsOne(t *testing.T) {
	text, err := os.ReadFile("FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `Version = "`+version+`"`) {
		t.Errorf("FyneApp.toml does not state version %s", version)
	}
}
