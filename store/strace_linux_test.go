//go:build linux && (amd64 || arm64)

package store

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// call is what a process asked of the system, and got.
type call struct {
	name, path, to string
	data           []byte
	at             int64 // offset of a write, size of a truncation
}

func (c call) String() string { return fmt.Sprintf("%s %d+%d", c.name, c.at, len(c.data)) }

// apply does to a file what the call did.
func (c call) apply(file []byte) []byte {
	size := int(c.at) + len(c.data)
	if len(file) < size {
		file = append(file, make([]byte, size-len(file))...)
	}
	if c.name == "ftruncate" {
		return file[:c.at]
	}
	copy(file[c.at:], c.data)
	return file
}

const sector = 512

// torn is a write of which the disk took only some sectors.
func (c call) torn(file []byte, random *rand.Rand) []byte {
	if c.name == "ftruncate" {
		return c.apply(file)
	}
	for at := 0; at < len(c.data); at += sector {
		if random.IntN(2) == 0 {
			part := call{name: c.name, at: c.at + int64(at), data: c.data[at:min(at+sector, len(c.data))]}
			file = part.apply(file)
		}
	}
	return file
}

const tracedCalls = "pwrite64,write,fdatasync,fsync,ftruncate,rename,renameat,renameat2,link,linkat"

// strace lets another process play a part to its end under strace and returns
// what both said. Without strace the test fails: nothing else does this.
func strace(t *testing.T, part string, arguments []string, options ...string) string {
	t.Helper()
	options = append(append(options, "-f", "-e", "signal=none", executable(t)), arguments...)
	command := exec.Command("strace", options...)
	command.Env = append(os.Environ(), envPart+"="+part)
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("strace, which has to be installed: %v\n%s", err, said)
	}
	return string(said)
}

// traced lets another process play a part to its end and returns what it asked
// of the system.
func traced(t *testing.T, part string, arguments ...string) []call {
	t.Helper()
	log := filepath.Join(t.TempDir(), "log")
	strace(t, part, arguments, "-y", "-xx", "-s", strconv.Itoa(1<<24), "-e", "trace="+tracedCalls, "-o", log)
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	calls, err := parseTrace(text)
	if err != nil {
		t.Fatal(err)
	}
	return calls
}

var (
	traceLine = regexp.MustCompile(`^(\d+) +(.*)$`)
	traceCall = regexp.MustCompile(`^(\w+)\((.*)\) += (-?\d+)`)
	resumed   = regexp.MustCompile(`^<\.\.\. \w+ resumed>`)
	descript  = regexp.MustCompile(`^\d+<((?:\\x[0-9a-f]{2})*)>`)
	text      = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?`)
)

const unfinished = " <unfinished ...>"

// parseTrace reads what strace writes with -f -y -xx. A call that was
// interrupted by another process's is on two lines.
func parseTrace(log []byte) ([]call, error) {
	var calls []call
	begun := map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(log))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		found := traceLine.FindStringSubmatch(lines.Text())
		if found == nil {
			return nil, fmt.Errorf("a line of the trace: %.200q", lines.Text())
		}
		pid, said := found[1], found[2]
		if start, cut := strings.CutSuffix(said, unfinished); cut {
			begun[pid] = start
			continue
		}
		if tail := resumed.FindString(said); tail != "" {
			said = begun[pid] + said[len(tail):]
		}
		if found := traceCall.FindStringSubmatch(said); found != nil {
			c, err := parseCall(found[1], found[2], found[3])
			if err != nil {
				return nil, fmt.Errorf("%w: %.200q", err, said)
			}
			calls = append(calls, c)
		}
	}
	return calls, lines.Err()
}

func parseCall(name, arguments, result string) (call, error) {
	c := call{name: name}
	if strings.HasPrefix(result, "-") {
		return c, fmt.Errorf("a call that failed")
	}
	var err error
	unhex := func(s string) []byte {
		decoded, failed := hex.DecodeString(strings.ReplaceAll(s, `\x`, ""))
		if failed != nil {
			err = failed
		}
		return decoded
	}
	if found := descript.FindStringSubmatch(arguments); found != nil {
		c.path = string(unhex(found[1]))
	}
	texts := text.FindAllStringSubmatch(arguments, -1)
	for _, found := range texts {
		if found[2] != "" {
			return c, fmt.Errorf("a text that was cut")
		}
	}
	last := arguments[strings.LastIndex(arguments, " ")+1:]
	switch name {
	case "write":
		if strings.HasPrefix(arguments, "1<") { // what it says, not what its threads tell one another
			c.data = unhex(texts[0][1])
		}
	case "pwrite64":
		c.data = unhex(texts[0][1])
		if strconv.Itoa(len(c.data)) != result {
			return c, fmt.Errorf("a write of a part")
		}
		if err == nil {
			c.at, err = strconv.ParseInt(last, 10, 64)
		}
	case "ftruncate":
		c.at, err = strconv.ParseInt(last, 10, 64)
	case "fsync", "fdatasync":
	default:
		c.path, c.to = string(unhex(texts[0][1])), string(unhex(texts[1][1]))
	}
	return c, err
}
