package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"demarc/assess"
	"demarc/history"
	"demarc/sign"
	"demarc/words"
)

// lockWait is how long Open waits for another Demarc to let go of the file.
const lockWait = time.Second

// growth is by how much a file grows beyond what it needs. bbolt's own 16 MiB
// would show in the size of every small engagement.
const growth = 16 << 10

// pageSize is the same on every machine, so that a file can travel.
const pageSize = 4 << 10

// File is one open engagement. It may be used from several goroutines.
type File struct {
	path       string      // absolute, and no link
	name       string      // for sentences: the base name
	lost       atomic.Bool // it was not at its path once
	doubt      bool        // the page that leads to its last change may be lost
	engagement string
	created    assess.Instant

	writing  sync.Mutex   // one change at a time
	exchange sync.RWMutex // held for writing while another file takes this one's place
	db       *bolt.DB
	is       os.FileInfo
	seal     *seal
	identity *sign.Identity // signs commits; nil where they are not signed
}

// Options say how to open a file.
type Options struct {
	// ReadOnly leaves the file as it is and lets others read it as well. It is
	// the one way to open a file that may not be written.
	ReadOnly bool
	// Passphrase is asked for the passphrase of a sealed file, once, and not
	// for another one's. Without it a sealed file is ErrSealed.
	Passphrase func() (string, error)
}

// Open opens a file and locks it until Close: for everybody, or with ReadOnly
// for writers. It waits a second for somebody else's lock. The errors are
// ErrMissing, ErrInUse, ErrNotDemarc, ErrDamaged, ErrNewer, ErrReadOnly,
// ErrPermission, ErrSealed and ErrPassphrase.
func Open(path string, options Options) (*File, error) {
	var notGiven error // what Passphrase said, in its own words
	f, err := openWith(path, options.ReadOnly, func(h sealing) ([]byte, string, error) {
		if options.Passphrase == nil {
			return nil, "", ErrSealed
		}
		var passphrase string
		if passphrase, notGiven = options.Passphrase(); notGiven != nil {
			return nil, "", notGiven
		}
		return h.unwrap(passphrase)
	})
	if notGiven != nil {
		return nil, notGiven
	}
	if err == nil && !options.ReadOnly {
		f.tidy()
	}
	return f, err
}

// tidy goes on with what a program left undone that ended too early. What
// fails is tried again the next time.
func (f *File) tidy() {
	f.sweep()
	f.sweepBackups()
	f.dropOrphans()
	f.finish(context.Background())
	f.FinishForgetting(context.Background())
}

// unwrapping opens the header of a sealed file.
type unwrapping func(sealing) (key []byte, engagement string, err error)

func openWith(path string, readOnly bool, unwrap unwrapping) (*File, error) {
	f := &File{name: filepath.Base(path)}
	var err error
	if f.path, err = filepath.Abs(home(path)); err != nil {
		return nil, err
	}
	if f.db, f.is, f.doubt, err = openBolt(path, readOnly); err == nil {
		if err = f.prepare(unwrap); err != nil {
			f.db.Close()
		}
	}
	if err != nil {
		return nil, openFault(path, f.name, err)
	}
	return f, nil
}

// home is where a file itself lies, where path is a link to it. There it is
// written anew, and there its backups are: whoever takes the link's place with
// a sealed file leaves the other one readable.
func home(path string) string {
	if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path
	}
	if lies, err := filepath.EvalSymlinks(path); err == nil {
		return lies
	}
	return path // it leads nowhere
}

// openBolt opens a file that exists and whose pages are sound.
func openBolt(path string, readOnly bool) (db *bolt.DB, is os.FileInfo, doubt bool, err error) {
	var opened *os.File
	options := &bolt.Options{
		Timeout:      lockWait,
		FreelistType: bolt.FreelistMapType,
		PageSize:     pageSize,
		ReadOnly:     readOnly,
		NoStatistics: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			var err error
			if opened, is, err = openLocked(name, flag&^os.O_CREATE, mode, !readOnly); err != nil {
				return nil, err
			}
			if doubt, err = precheck(opened, is.Size()); err == nil {
				err = handOver(opened)
			}
			return opened, err
		},
	}
	err = guarded(func() error {
		db, err = bolt.Open(path, 0o600, options)
		return err
	})
	if err != nil {
		if opened != nil {
			opened.Close() // bbolt does not, where it panics or precheck refuses
		}
		return nil, nil, false, err
	}
	db.AllocSize = growth
	return db, is, doubt, nil
}

// regular refuses folders, and pipes and devices before they are opened: that
// could wait for ever.
func regular(info os.FileInfo, err error) error {
	if err == nil && !info.Mode().IsRegular() {
		return errNotDemarc
	}
	return err
}

// openFault tells a file that may not be written from one that may not be
// read either.
func openFault(path, name string, err error) error {
	err = faultOf(name, err)
	if isPermission(err) {
		if file, again := os.Open(path); again == nil {
			file.Close()
			return readOnly(name, err)
		}
	}
	return err
}

// prepare reads what the file says of itself, after bringing an older schema
// up.
func (f *File) prepare(unwrap unwrapping) error {
	if err := guarded(f.bringUp); err != nil {
		return err
	}
	if err := f.unseal(unwrap); err != nil {
		return err
	}
	return f.view(func(v values) (err error) {
		if f.engagement, f.created, err = v.about(); err == nil {
			_, err = v.head()
		}
		if err == nil && f.seal != nil && f.seal.engagement != f.engagement {
			return errHeader
		}
		return err
	})
}

// bringUp migrates an older file, unless it is opened for reading only: every
// schema so far is read as it is.
func (f *File) bringUp() error {
	old, err := outdated(f.db, f.name, migrations)
	if err != nil || !old || f.db.IsReadOnly() {
		return err
	}
	if err := f.keepOld(); err != nil {
		return err
	}
	return migrate(f.db, migrations)
}

// unseal finds out whether the file is sealed, and with what.
func (f *File) unseal(unwrap unwrapping) error {
	var encoded []byte
	var schema int
	err := f.view(func(v values) (err error) {
		if schema, err = v.schema(); err != nil {
			return err
		}
		found, err := v.get(metaBucket, keySealing)
		encoded = bytes.Clone(found)
		return err
	})
	if err != nil || encoded == nil {
		return err
	}
	header, err := readSealing(encoded)
	if err != nil {
		return err
	}
	key, engagement, err := unwrap(header)
	if err != nil {
		return err
	}
	f.seal, err = newSeal(key, engagement, schema, header)
	return err
}

// Close lets go of the file, and of its key.
func (f *File) Close() error {
	f.dropOrphans()
	f.writing.Lock() // not between the two halves of an exchange
	defer f.writing.Unlock()
	f.exchange.Lock()
	defer f.exchange.Unlock()
	err := f.db.Close()
	f.seal.wipe()
	return faultOf(f.name, err)
}

// Size returns the file's length in bytes.
func (f *File) Size() (int64, error) {
	f.exchange.RLock()
	defer f.exchange.RUnlock()
	info, err := os.Stat(f.path)
	if err != nil {
		return 0, faultOf(f.name, err)
	}
	return info.Size(), nil
}

// Sealed reports whether the file has a passphrase.
func (f *File) Sealed() bool {
	f.exchange.RLock()
	defer f.exchange.RUnlock()
	return f.seal != nil
}

// about reads the engagement and its first moment, and holds them against the
// record and the commit that say the same.
func (v values) about() (engagement string, created assess.Instant, err error) {
	id, err := v.get(metaBucket, keyEngagement)
	if err != nil {
		return "", 0, err
	}
	record, err := v.get(recordsBucket, recordKey(assess.Ref{Kind: assess.KindEngagement, Key: string(id)}))
	if err != nil {
		return "", 0, err
	}
	text, err := v.get(metaBucket, keyCreated)
	if err != nil {
		return "", 0, err
	}
	first, _, err := v.entry(1)
	switch {
	case err != nil:
		return "", 0, err
	case record == nil:
		return "", 0, damaged("there is no record of the engagement that it says it holds")
	case created.UnmarshalText(text) != nil, created != first.Header.Time, created.String() != string(text):
		return "", 0, damaged("what it says of its first moment is not what its first commit says")
	}
	return string(id), created, nil
}

// Name returns the file's base name.
func (f *File) Name() string { return f.name }

// Engagement returns the id of the engagement.
func (f *File) Engagement() string { return f.engagement }

// Created returns the moment of the first commit.
func (f *File) Created() assess.Instant { return f.created }

// ReadOnly reports whether the file was opened for reading only.
func (f *File) ReadOnly() bool { return f.db.IsReadOnly() }

// view runs fn in a transaction that reads.
func (f *File) view(fn func(values) error) error {
	f.exchange.RLock()
	defer f.exchange.RUnlock()
	return f.viewHeld(fn)
}

// viewTwice runs fn with two transactions that see the same, since one serves
// one goroutine only.
func (f *File) viewTwice(fn func(v values, other *bolt.Tx) error) error {
	f.writing.Lock() // so that nothing is committed between the two
	unlock := sync.OnceFunc(f.writing.Unlock)
	defer unlock()
	f.exchange.RLock()
	defer f.exchange.RUnlock()
	return f.viewHeld(func(v values) error {
		return f.viewHeld(func(other values) error {
			unlock()
			return fn(v, other.tx)
		})
	})
}

// viewHeld is view for whoever holds exchange.
func (f *File) viewHeld(fn func(values) error) error {
	return faultOf(f.name, guarded(func() error {
		return f.db.View(func(tx *bolt.Tx) error { return fn(values{tx, f.seal}) })
	}))
}

// update runs fn in a transaction that writes: everything or nothing, and on
// disk when it returns, in the file that whoever looks for it finds.
func (f *File) update(fn func(values) error) error {
	f.writing.Lock()
	defer f.writing.Unlock()
	f.exchange.RLock()
	defer f.exchange.RUnlock()
	return f.updateHeld(fn)
}

// updateHeld is update for whoever holds exchange.
func (f *File) updateHeld(fn func(values) error) error {
	if err := f.inPlace(); err != nil {
		return err
	}
	var id int
	err := guarded(func() error {
		return f.db.Update(func(tx *bolt.Tx) error {
			id = tx.ID()
			return fn(values{tx, f.seal})
		})
	})
	if err != nil && f.confirm(id) {
		return nil
	}
	if err != nil && isLost(err) {
		return readOnly(f.name, err)
	}
	return faultOf(f.name, err)
}

// confirm reports whether a transaction that failed is in the file and on disk
// all the same. When only the last sync fails, bbolt reads it from then on; a
// transaction after it, of nothing, shows whether the disk has it.
func (f *File) confirm(id int) bool {
	visible := false
	err := guarded(func() error {
		return f.db.View(func(tx *bolt.Tx) error {
			visible = tx.ID() == id
			return nil
		})
	})
	return err == nil && visible && guarded(func() error {
		return f.db.Update(func(*bolt.Tx) error { return nil })
	}) == nil
}

// inPlace refuses to write to a file that was deleted, moved or unplugged: the
// system would take it, and nobody would ever find it. Once it was gone, what
// lies there has to be the same file, not a copy.
func (f *File) inPlace() error {
	found, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.lost.Store(true)
	case err != nil || !f.lost.Load() || os.SameFile(found, f.is):
		return nil
	}
	return &fault{ErrMissing, words.Say("%s is no longer where it was: put it back there and try again", f.name), err}
}

// The keys of the meta bucket.
var (
	keySchema     = []byte("schema")
	keySealing    = []byte("sealing")
	keyEngagement = []byte("engagement")
	keyCreated    = []byte("created")
	keyHead       = []byte("head")
	keyState      = []byte("state")
)

// head is where the history stands.
type head struct {
	id     history.ID
	number uint64 // 0 before the first commit
	state  history.Digest
}

func (v values) head() (h head, err error) {
	if h.number, err = v.lastNumber(commitsBucket); err != nil || h.number == 0 {
		return h, err
	}
	id, err := v.get(metaBucket, keyHead)
	if err != nil {
		return h, err
	}
	state, err := v.get(metaBucket, keyState)
	if err != nil {
		return h, err
	}
	if h.id.UnmarshalText(id) != nil || h.id == (history.ID{}) || h.id.String() != string(id) ||
		h.state.UnmarshalText(state) != nil || h.state.String() != string(state) {
		return h, damaged("what it says of its last commit cannot be read")
	}
	return h, nil
}

func (v values) setHead(h head) error {
	if err := v.put(metaBucket, keyHead, []byte(h.id.String())); err != nil {
		return err
	}
	return v.put(metaBucket, keyState, []byte(h.state.String()))
}

// Head returns the id of the last commit.
func (f *File) Head() (history.ID, error) {
	var h head
	err := f.view(func(v values) (err error) {
		h, err = v.head()
		return err
	})
	return h.id, err
}
