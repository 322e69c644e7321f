package cli

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"demarc/assets"
	"demarc/engagement"
	"demarc/report"
)

var update = flag.Bool("update", false, "write the texts that the scripts compare with anew")

// commands are what scripts may run: demarc as it is, and demarc where the
// machine is unkind to it.
var commands = map[string]func(){
	"demarc":     func() { os.Exit(demarc(os.Args[1:])) },
	"holding":    func() { os.Exit(holding(os.Args[1], os.Args[2:])) },
	"littleroom": func() { os.Exit(inLittleMemory(os.Args[1], os.Args[2:])) },
}

func TestMain(m *testing.M) { testscript.Main(m, commands) }

func demarc(args []string) int {
	return Run(context.Background(), args, Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, everything(), nil)
}

// everything is what the program carries.
func everything() engagement.Library {
	languages, err := engagement.ReadLanguages(assets.Translations())
	if err != nil {
		panic(err)
	}
	return engagement.Library{
		Catalogue: assets.Catalogue(), Sample: assets.Sample(), Languages: languages, Version: "0.0.0-test",
		Fonts: report.Fonts{Regular: face("Inter-Regular.ttf"), Medium: face("Inter-Medium.ttf"), SemiBold: face("Inter-SemiBold.ttf")},
	}
}

func face(name string) []byte {
	data, err := fs.ReadFile(assets.Fonts(), name)
	if err != nil {
		panic(err)
	}
	return data
}

// holding opens an engagement for changes, as another Demarc would, while a
// command runs.
func holding(path string, args []string) int {
	other, err := engagement.Open(path, engagement.Options{Library: &engagement.Library{Catalogue: assets.Catalogue()}})
	if err != nil {
		panic(err)
	}
	defer other.Close()
	return demarc(args[1:])
}

// inLittleMemory runs a command and fails if the program ever took more than
// so many MiB from the operating system for its heap.
func inLittleMemory(mebibytes string, args []string) int {
	most, err := strconv.ParseUint(mebibytes, 10, 64)
	if err != nil {
		panic(err)
	}
	debug.SetGCPercent(20)
	code := demarc(args[1:])
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	if took := memory.HeapSys >> 20; took > most {
		fmt.Fprintf(os.Stderr, "the heap took %d MiB, and %d were allowed\n", took, most)
		return 99
	}
	return code
}

// TestScripts runs what a person would type. Every script is named for what it
// promises; together they are the contract of the command line.
func TestScripts(t *testing.T) { testscript.Run(t, scripts("testdata/script")) }

func scripts(folder string) testscript.Params {
	return testscript.Params{
		Dir:                folder,
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "UTC")
			env.Setenv("NOW", "2026-11-21T09:00:00Z")
			env.Setenv("WHO", "J. Weiss")
			return os.Chmod(env.WorkDir, 0o777)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "is": is, "keys": keys, "take": take,
			"write": write, "sparse": sparse, "longrow": longrow, "identity": identity, "authority": timeAuthority, "listing": listing, "damage": damage, "holds": holds,
		},
	}
}
