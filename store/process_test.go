package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"demarc/history"
)

// Some promises are about other processes. The test binary runs itself again:
// in a part that is played instead of the tests, or for one test that would
// change the whole process.
const (
	envPart  = "STORE_TEST_PART"
	envAlone = "STORE_TEST_ALONE"
)

var parts = map[string]func(arguments []string) error{
	"hold":   holdOpen,
	"write":  writeForEver,
	"create": createForEver,
	"read":   readDamaged,
	"save":   saveSome,
	"retry":  saveAgain,
	"change": changeForEver,
	"keep":   keepForEver,
}

// light makes passphrases cheap to try, for tests that are not about that.
var light = cost{memory: 64, passes: 1, lanes: 4}

func TestMain(m *testing.M) {
	full := usual
	usual = light
	atFullCost = full
	part, ok := parts[os.Getenv(envPart)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := part(os.Args[1:]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// atFullCost is what it takes outside the tests.
var atFullCost cost

// process is another process that plays a part. It says a word a line.
type process struct {
	*exec.Cmd
	stdin io.Closer
	words *bufio.Scanner
}

func start(tb testing.TB, part string, arguments ...string) *process {
	tb.Helper()
	command := exec.Command(executable(tb), arguments...)
	command.Env = append(os.Environ(), envPart+"="+part)
	command.Stderr = os.Stderr
	stdin, err := command.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := command.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { command.Process.Kill() })
	return &process{command, stdin, bufio.NewScanner(stdout)}
}

func (p *process) word(tb testing.TB) string {
	tb.Helper()
	if !p.words.Scan() {
		tb.Fatalf("the other process ended: %v", p.words.Err())
	}
	return p.words.Text()
}

func executable(tb testing.TB) string {
	tb.Helper()
	path, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// alone runs a test in a process of its own, in a folder of its own.
func alone(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	if os.Getenv(envAlone) == t.Name() {
		test(t)
		return
	}
	command := exec.Command(executable(t), "-test.run=^"+t.Name()+"$", "-test.v")
	command.Env, command.Dir = append(os.Environ(), envAlone+"="+t.Name()), t.TempDir()
	said, err := command.CombinedOutput()
	if err != nil || !strings.Contains(string(said), "--- PASS: "+t.Name()) {
		t.Errorf("%v\n%s", err, said)
	}
}

// holdOpen opens a file until its input ends.
func holdOpen(arguments []string) error {
	readOnly, err := strconv.ParseBool(arguments[1])
	if err != nil {
		return err
	}
	f, err := Open(arguments[0], Options{ReadOnly: readOnly})
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Println("open")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// writeForEver keeps drafts and adds commits, small and large, and says each
// once it is saved.
func writeForEver(arguments []string) error {
	f, err := Open(arguments[0], Options{})
	if err != nil {
		return err
	}
	head, err := f.Head()
	for n := 0; err == nil; n++ {
		name := fmt.Sprintf("%s-%d", head.Short(), n)
		if err = f.SetDraft(Draft{Ref: engagement().Ref(), Path: "objective", Text: name}); err != nil {
			break
		}
		fmt.Println("draft", name)
		parties := 1 + n%40
		if n%8 == 5 {
			parties = 300
		}
		commit, _, failed := f.Commit(header(n, head), manyParties(name, parties))
		if head, err = commit.ID, failed; err == nil {
			fmt.Println(head)
		}
	}
	return err
}

// saveSome makes a file and adds so many commits to it, and drafts between
// them, and says each id once it is saved. Now and then it writes the file anew.
func saveSome(arguments []string) error {
	commits, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	f, err := Create(arguments[0], engagementID, "", header(0), made(engagement()))
	if err != nil {
		return err
	}
	head, err := f.Head()
	for n := 1; err == nil && n <= commits; n++ {
		fmt.Println(head)
		if err = f.SetDraft(savedDraft(n)); err == nil {
			commit, _, failed := f.Commit(header(n, head), busyChanges(n))
			head, err = commit.ID, failed
		}
		if err == nil && n%16 == 0 {
			err = f.Compact(context.Background())
		}
	}
	fmt.Println(head)
	return errors.Join(err, f.Close())
}

// saveAgain adds commits, says why one is refused, and tries that one until it
// is saved, or turns out to be there. It says how many commits there are then.
func saveAgain(arguments []string) error {
	runtime.LockOSThread() // strace counts the calls of each thread
	f, err := Create(arguments[0], engagementID, "", header(0), made(engagement()))
	if err != nil {
		return err
	}
	defer f.Close()
	head, err := f.Head()
	for n := 1; err == nil && n <= 40; n++ {
		head, err = saveUntilTaken(f, n, head)
	}
	if err != nil {
		return err
	}
	v, err := f.Verify(context.Background())
	fmt.Printf("%d commits, problems %q\n", v.Commits, v.Problems)
	return err
}

func saveUntilTaken(f *File, n int, head history.ID) (history.ID, error) {
	for range 100 {
		commit, _, err := f.Commit(header(n, head), busyChanges(n))
		if err == nil {
			return commit.ID, nil
		}
		fmt.Println(err)
		if errors.Is(err, ErrStale) {
			return f.Head()
		}
		if err := f.SetDraft(savedDraft(n)); err != nil {
			fmt.Println(err)
		}
		if err := f.Load(discard); err != nil {
			return head, err
		}
	}
	return head, errors.New("it is never taken")
}

// savedDraft is what is being typed when so many commits are there.
func savedDraft(commits int) Draft {
	return Draft{Ref: engagement().Ref(), Path: "objective", Text: fmt.Sprintf("while there are %d commits", commits)}
}

// createForEver makes one file after another and says each name.
func createForEver(arguments []string) error {
	for n := 0; ; n++ {
		path := filepath.Join(arguments[0], fmt.Sprintf("%d.demarc", n))
		f, err := Create(path, engagementID, "", header(0), made(engagement(), party(n)))
		if err != nil {
			return err
		}
		fmt.Println(path)
		f.Close()
	}
}
