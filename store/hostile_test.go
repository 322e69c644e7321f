package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// envLong asks for the long run of tests that have a short one.
const envLong = "DEMARC_LONG"

// hangs is after how long a process that reads a damaged file is taken to
// hang. It is no measure: a file takes some milliseconds.
const hangs = time.Minute

// mutationsOf is the damage that is tried, the same in each process.
func mutationsOf(whole []byte, seed uint64, bits int) []mutation {
	random := rand.New(rand.NewPCG(seed, 1))
	all := append(flips(whole, random, bits), cuts(whole, random, 200)...)
	return append(all, pagesLost(whole, random)...)
}

// Whatever becomes of a file, its reader does not die, does not hang, and does
// not read anything else in silence.
func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	commits, bits, seed := 200, 2_500, uint64(4)
	if os.Getenv(envLong) != "" {
		commits, bits, seed = 400, 10_000, rand.Uint64()
	}
	damageFiles(t, busyFile(t, commits, ""), "", bits, seed)
}

func TestDamagedSealedFiles(t *testing.T) {
	t.Parallel()
	commits, bits, seed := 60, 500, uint64(4)
	if os.Getenv(envLong) != "" {
		commits, bits, seed = 200, 5_000, rand.Uint64()
	}
	damageFiles(t, busyFile(t, commits, passphrase), passphrase, bits, seed)
}

func damageFiles(t *testing.T, path, passphrase string, bits int, seed uint64) {
	t.Helper()
	all := mutationsOf(readFile(t, path), seed, bits)
	run := &hostileRun{t: t, all: all, path: path, passphrase: passphrase, seed: seed, bits: bits, verdicts: map[string]int{}}
	var group sync.WaitGroup
	share := (len(all) + runtime.NumCPU() - 1) / runtime.NumCPU()
	for from := 0; from < len(all); from += share {
		group.Go(func() { run.readers(from, min(from+share, len(all))) })
	}
	group.Wait()
	t.Logf("of %d (seed %d): %v", len(all), seed, run.verdicts)
	if done := run.verdicts[intact] + run.verdicts[refused] + run.verdicts[found]; done != len(all) || run.verdicts[intact] == 0 || run.verdicts[refused] == 0 {
		t.Errorf("of %d (seed %d): %v", len(all), seed, run.verdicts)
	}
}

// hostileRun is one run of all mutations.
type hostileRun struct {
	t                *testing.T
	all              []mutation
	path, passphrase string
	seed             uint64
	bits             int
	mutex            sync.Mutex
	verdicts         map[string]int
}

// readers lets one process after another read the files of a share: whichever
// kills or hangs one is reported, and the next goes on behind it.
func (r *hostileRun) readers(from, to int) {
	for from < to {
		from = r.reader(from, to)
	}
}

// reader lets a process read files and returns where it ended.
func (r *hostileRun) reader(from, to int) int {
	p := start(r.t, "read", r.path, filepath.Join(r.t.TempDir(), "acme.demarc"), r.passphrase, strconv.FormatUint(r.seed, 10),
		strconv.Itoa(r.bits), strconv.Itoa(from), strconv.Itoa(to))
	watch := time.AfterFunc(hangs, func() { p.Process.Kill() })
	for p.words.Scan() {
		watch.Reset(hangs)
		verdict, why, _ := strings.Cut(p.words.Text(), ": ")
		r.mutex.Lock()
		r.verdicts[verdict]++
		r.mutex.Unlock()
		if verdict == wrong {
			r.t.Errorf("%s: %s", r.all[from].name, why)
		}
		from++
	}
	watch.Stop()
	if err := p.Wait(); err != nil || from < to {
		r.t.Errorf("%s: the process ended: %v", r.all[min(from, to-1)].name, err)
		from++
	}
	return from
}

// readDamaged is the other process: it reads one damaged file after another
// and says a verdict of each.
func readDamaged(arguments []string) error {
	whole, err := os.ReadFile(arguments[0])
	if err != nil {
		return err
	}
	numbers := make([]uint64, 4)
	for i := range numbers {
		if numbers[i], err = strconv.ParseUint(arguments[3+i], 10, 64); err != nil {
			return err
		}
	}
	j := judge{path: arguments[1], passphrase: arguments[2], whole: whole}
	for n, m := range mutationsOf(whole, numbers[0], int(numbers[1]))[numbers[2]:numbers[3]] {
		fmt.Println(strings.ReplaceAll(j.verdict(m, n%2 == 0), "\n", " "))
	}
	return nil
}

// The verdicts on a damaged file.
const (
	intact  = "intact"  // it says what it said
	refused = "refused" // in a sentence
	found   = "found"   // Verify says that it is not what it was
	wrong   = "wrong"   // anything else
)

// judge reads damaged files as a program would.
type judge struct {
	path, passphrase string
	whole            []byte
	want             [32]byte // the dump of the whole file
	known            bool
}

func (j *judge) verdict(m mutation, readOnly bool) string {
	if !j.known {
		if err := j.learn(); err != nil {
			return wrong + ": the whole file: " + err.Error()
		}
	}
	changed := m.apply(j.whole)
	said := j.read(changed, readOnly)
	if left, err := os.ReadFile(j.path); err != nil || !bytes.Equal(left, changed) {
		return wrong + ": reading it changed it"
	}
	return said
}

// learn reads the whole file.
func (j *judge) learn() error {
	f, err := j.open(j.whole, true)
	if err != nil {
		return err
	}
	defer f.Close()
	j.want, err = dump(f)
	j.known = err == nil
	return err
}

func (j *judge) open(content []byte, readOnly bool) (*File, error) {
	if err := os.WriteFile(j.path, content, 0o600); err != nil {
		return nil, err
	}
	return Open(j.path, Options{ReadOnly: readOnly, Passphrase: func() (string, error) { return j.passphrase, nil }})
}

func (j *judge) read(content []byte, readOnly bool) string {
	f, err := j.open(content, readOnly)
	if err != nil {
		return refusal(err)
	}
	defer f.Close()
	sum, unread := dump(f)
	v, err := f.Verify(context.Background())
	switch {
	case err != nil:
		return wrong + ": Verify: " + err.Error()
	case unread != nil && len(v.Problems) == 0:
		return wrong + ": Verify finds nothing, and " + unread.Error()
	case unread != nil:
		return refusal(unread)
	case len(v.Problems) > 0:
		return found
	case sum != j.want:
		return wrong + ": other content in silence"
	}
	return intact
}

// refusal reports whether an error is a sentence that says what to do.
func refusal(err error) string {
	known := errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotDemarc) || errors.Is(err, ErrNewer)
	if said := err.Error(); !known || !strings.HasPrefix(said, "acme.demarc ") || !strings.Contains(said, ": ") {
		return wrong + ": said " + said
	}
	return refused
}
