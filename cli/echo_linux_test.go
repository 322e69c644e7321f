package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"demarc/engagement"
)

// terminal opens a terminal of which the test holds the other end.
func terminal(t *testing.T) (keyboard, inside *os.File) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(keyboard.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(keyboard.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	inside, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { keyboard.Close(); inside.Close() })
	return keyboard, inside
}

func echoes(terminal *os.File) bool {
	mode, err := unix.IoctlGetTermios(int(terminal.Fd()), unix.TCGETS)
	return err != nil || mode.Lflag&unix.ECHO != 0
}

// A passphrase is typed only once the terminal has stopped echoing, and the
// terminal echoes again afterwards.
func TestPassphrasesDoNotEcho(t *testing.T) {
	before, given := os.LookupEnv("DEMARC_IDENTITY_PASSPHRASE")
	os.Unsetenv("DEMARC_IDENTITY_PASSPHRASE")
	if given {
		t.Cleanup(func() { os.Setenv("DEMARC_IDENTITY_PASSPHRASE", before) })
	}
	keyboard, inside := terminal(t)
	if !echoes(inside) {
		t.Fatal("the terminal does not echo to begin with")
	}
	path := filepath.Join(t.TempDir(), "me.p12")
	var out, prompts bytes.Buffer
	code := make(chan int)
	go func() {
		code <- Run(context.Background(), []string{"identity", "new", path, "--name", "J. Weiss"}, Streams{In: inside, Out: &out, Err: &prompts}, engagement.Library{}, nil)
	}()
	for end := time.Now().Add(10 * time.Second); echoes(inside); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("the terminal echoes while it asks for a passphrase")
		}
	}
	if _, err := io.WriteString(keyboard, "open-sesame\nopen-sesame\n"); err != nil {
		t.Fatal(err)
	}
	if got := <-code; got != 0 || strings.Contains(out.String()+prompts.String(), "open-sesame") {
		t.Errorf("exit code %d, %q, %q", got, out.String(), prompts.String())
	}
	if !echoes(inside) {
		t.Error("the terminal does not echo again")
	}
	if _, err := engagement.OpenIdentity(path, "open-sesame"); err != nil {
		t.Error(err)
	}
}
