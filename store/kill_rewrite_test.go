package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// Passphrases are changed in turn, one for each number; the third is none.
func passphraseOf(n int) string {
	if n%3 == 2 {
		return ""
	}
	return fmt.Sprintf("passphrase %d", n)
}

// changeForEver changes the passphrase of a file that has the one of a number,
// and says each number once it is changed. Between, it commits and compacts.
func changeForEver(arguments []string) error {
	n, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	f, err := opened(arguments[0], passphraseOf(n))
	for err == nil {
		head, failed := f.Head()
		if failed != nil {
			return failed
		}
		name := fmt.Sprintf("%s-%d", head.Short(), n)
		if _, _, err = f.Commit(header(n, head), manyParties(name, 20)); err != nil {
			return err
		}
		if n++; n%4 == 0 {
			err = f.Compact(context.Background())
		}
		if err == nil {
			_, err = f.SetPassphrase(context.Background(), passphraseOf(n), n%2 == 0)
		}
		if err == nil {
			fmt.Println(n)
		}
	}
	return err
}

// A passphrase that was acknowledged is the file's and its backups', and
// nothing can be read that should be sealed, at whatever moment the program was
// killed.
func TestAKilledChangeOfPassphraseLeavesOneOfTheTwo(t *testing.T) {
	t.Parallel()
	kills := 15
	if os.Getenv(envLong) != "" {
		kills = 200
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "acme.demarc")
	withBackups(t, path, passphraseOf(0)).Close()
	now := 0
	for range kills {
		for _, word := range killedSoon(t, start(t, "change", path, strconv.Itoa(now))) {
			n, err := strconv.Atoi(word)
			if err != nil || n != now+1 {
				t.Fatalf("it said %q after %d: %v", word, now, err)
			}
			now = n
		}
		f, err := opened(path, passphraseOf(now))
		if errors.Is(err, ErrPassphrase) || errors.Is(err, ErrSealed) || err == nil && f.Sealed() != (passphraseOf(now) != "") {
			if err == nil {
				f.Close()
			}
			now++ // changed, and killed before it could say so
			f, err = opened(path, passphraseOf(now))
		}
		if err != nil {
			t.Fatal(err)
		}
		mustVerify(t, f)
		sealed := f.Sealed()
		f.Close()
		if names := namesIn(t, folder); len(names) != 2 {
			t.Fatalf("there is %q", names)
		}
		if found := readable(t, folder); sealed && len(found) > 0 {
			t.Fatalf("anybody reads %q", found)
		}
		for _, backup := range Backups(path) {
			copied, err := opened(backup.Path, passphraseOf(now))
			if err != nil {
				t.Fatalf("%d: %v", now, err)
			}
			mustVerify(t, copied)
			copied.Close()
		}
	}
	t.Logf("%d kills, %d changes", kills, now)
	if now < kills/3 {
		t.Errorf("%d changes in %d kills: the killed processes changed nothing", now, kills)
	}
}
