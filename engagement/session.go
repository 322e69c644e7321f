package engagement

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"demarc/assess"
	"demarc/catalog"
	"demarc/history"
	"demarc/store"
)

// The capacities in which a person commits. The assessor records a client's
// decision and does not make it.
const (
	Assessor = history.CapacityAssessor
	Client   = history.CapacityClient
)

// Who makes changes, and in what capacity.
type Who struct {
	Author   string
	Capacity history.Capacity
	// Guessed says that nobody gave the author's name: it is that of the account
	// in use. The engagement's assessor, where it names one, is meant then.
	Guessed bool
}

// Options say how an engagement is opened.
type Options struct {
	Library *Library
	Who     Who
	// Now fixes the clock for output that can be reproduced; zero is the real
	// one. Signing always goes by the real one.
	Now      time.Time
	ReadOnly bool
	// Passphrase is asked for the passphrase of a sealed engagement, once for
	// each opening. Without it a sealed engagement is not opened.
	Passphrase func() (string, error)
}

// Session is one open engagement. It is not safe for use by several goroutines
// at once.
type Session struct {
	file       *store.File
	library    *Library
	who        Who
	fixed      time.Time
	state      *assess.State
	packs      []*catalog.Pack
	catalogue  *assess.Catalogue
	evaluation *assess.Evaluation
	past       *trail              // nil until it is asked for
	chain      *history.Graph      // likewise
	head       history.ID          // of chain
	lined      map[history.ID]bool // the commits of the local line
	commits    int                 // made in this session
	of         *Session            // what this is a still of, or nil
}

// Commits counts the commits made in this session: a use case that finds
// everything as it should be makes none.
func (s *Session) Commits() int { return s.commits }

// Beginning is what a new engagement begins with.
type Beginning struct {
	Client, Title, Assessor string
	Sample                  bool
	// Passphrase seals the file; empty leaves it unsealed.
	Passphrase string
}

// Create begins an engagement in a new file and opens it. An existing file is
// never overwritten.
func Create(path string, begin Beginning, options Options) (*Session, error) {
	if !strings.EqualFold(filepath.Ext(path), ".demarc") {
		return nil, wrongInput("an engagement's file ends in .demarc, and %s does not", filepath.Base(path)).hint("call it %s.demarc", strings.TrimSuffix(filepath.Base(path), "."))
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, wrongInput("%s exists already", filepath.Base(path)).hint("choose another name; an engagement is never overwritten")
	}
	if begin.Sample {
		return createSample(path, begin, options)
	}
	return create(path, begin, options)
}

func create(path string, begin Beginning, options Options) (*Session, error) {
	if begin.Client = cleanLine(begin.Client); begin.Client == "" {
		return nil, wrongInput("an engagement needs a client").hint("give it with --client")
	}
	s := &Session{library: options.Library, who: options.Who, fixed: options.Now, state: assess.NewState()}
	base, err := s.library.BasePack()
	if err != nil {
		return nil, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, unavailable(err, "the computer gives no random numbers: %v", err)
	}
	scope := &assess.Engagement{
		ID: id.String(), Client: begin.Client, Title: cleanLine(begin.Title), Assessor: cleanLine(begin.Assessor),
		AsOf: assess.DateOf(s.now()), Created: s.moment(), Packs: base.Info.SHA256, Sample: begin.Sample, Visit: 1,
	}
	if scope.Assessor == "" {
		scope.Assessor = s.who.Author
	}
	s.state.Put(scope)
	if err := s.usePacks([]*catalog.Pack{base}); err != nil {
		return nil, err
	}
	change, _ := history.Diff(nil, scope)
	header := history.Header{Time: s.moment(), Author: s.author(), Capacity: s.capacity(), Kind: history.KindEdit, Catalogue: s.catalogue.SHA256}
	if s.file, err = store.Create(path, scope.ID, begin.Passphrase, header, []history.Change{change}, base.Encode()); err != nil {
		return nil, storeError(err)
	}
	s.evaluate()
	return s, nil
}

// Open opens an engagement. Its records are checked against the head of its
// history. Where it is damaged, the error's hint names the newest good backup.
func Open(path string, options Options) (*Session, error) {
	s, err := open(path, options)
	if err != nil {
		return nil, offerBackup(path, options, err)
	}
	return s, nil
}

func open(path string, options Options) (*Session, error) {
	file, err := store.Open(path, store.Options{ReadOnly: options.ReadOnly, Passphrase: options.Passphrase})
	if err != nil {
		return nil, storeError(err)
	}
	s := &Session{file: file, library: options.Library, who: options.Who, fixed: options.Now, state: assess.NewState()}
	err = file.Load(func(record assess.Record) error {
		s.state.Put(record)
		return nil
	})
	if err == nil {
		err = s.loadPacks()
	}
	if err != nil {
		file.Close()
		return nil, storeError(err)
	}
	s.evaluate()
	return s, nil
}

// storeError makes an error of the file one with a code.
func storeError(err error) error {
	var coded *Error
	if err == nil || errors.As(err, &coded) {
		return err
	}
	if errors.Is(err, store.ErrExists) {
		return caused(CodeInput, err)
	}
	return caused(CodeUnavailable, err)
}

// loadPacks reads the packs that the engagement uses, from the engagement.
func (s *Session) loadPacks() error {
	var packs []*catalog.Pack
	for _, sum := range strings.Fields(s.state.Engagement.Packs) {
		data, err := s.file.Pack(sum)
		if err != nil {
			return err
		}
		pack, err := catalog.Decode(data)
		if err != nil {
			return unavailable(err, "%s: a catalogue pack cannot be read: %v", s.name(), err)
		}
		packs = append(packs, pack)
	}
	return s.usePacks(packs)
}

func (s *Session) usePacks(packs []*catalog.Pack) error {
	catalogue, err := compose(packs)
	if err != nil {
		return err
	}
	s.packs, s.catalogue = packs, catalogue
	return nil
}

// catalogueOf is the catalogue of another state of the engagement; where it
// cannot be had it is today's.
func (s *Session) catalogueOf(then *assess.State) *assess.Catalogue {
	if then.Engagement.Packs == s.state.Engagement.Packs {
		return s.catalogue
	}
	old := *s
	old.state = then
	if old.loadPacks() != nil {
		return s.catalogue
	}
	return old.catalogue
}

func (s *Session) evaluate() { s.evaluation = assess.Evaluate(s.state, s.catalogue, s.now()) }

// commit saves an edit in the session's own capacity.
func (s *Session) commit(change *edit) error {
	return s.save(history.KindEdit, s.capacity(), history.ID{}, change, nil)
}

func (s *Session) commitAs(kind history.Kind, capacity history.Capacity, change *edit) error {
	return s.save(kind, capacity, history.ID{}, change, nil)
}

func (s *Session) saveWithPacks(change *edit, packs ...*catalog.Pack) error {
	return s.save(history.KindAdopt, s.capacity(), history.ID{}, change, packs)
}

// save makes one commit of an edit. When it returns without an error the
// change is on disk, and state and evaluation have followed. An edit that
// changes nothing makes no commit, unless it takes back a merge that brought
// nothing new.
func (s *Session) save(kind history.Kind, capacity history.Capacity, target history.ID, change *edit, packs []*catalog.Pack) error {
	var changes []history.Change
	for _, ref := range change.order {
		if c, differs := history.Diff(s.state.Get(ref), change.records[ref]); differs {
			c.Ref = ref
			changes = append(changes, c)
		}
	}
	if len(changes) == 0 && !replays(kind) {
		return nil
	}
	head, err := s.file.Head()
	if err != nil {
		return storeError(err)
	}
	catalogue, encoded, err := s.catalogueAfter(change, packs)
	if err != nil {
		return err
	}
	header := history.Header{
		Parents: []history.ID{head}, Time: s.moment(), Author: s.author(), Capacity: capacity,
		Kind: kind, Target: target, Catalogue: catalogue,
	}
	commit, records, err := s.file.Commit(header, changes, encoded...)
	if err != nil {
		return storeError(err)
	}
	s.commits++
	s.followPast(commit)
	return s.follow(commit.Changes, records)
}

// catalogueAfter is the hash of the catalogue that an edit leaves in use, and
// the packs that it brings in.
func (s *Session) catalogueAfter(change *edit, packs []*catalog.Pack) (string, [][]byte, error) {
	var encoded [][]byte
	for _, pack := range packs {
		encoded = append(encoded, pack.Encode())
	}
	for _, record := range change.records {
		scope, ok := record.(*assess.Engagement)
		if !ok || scope.Packs == s.state.Engagement.Packs {
			continue
		}
		var next []*catalog.Pack
		for _, sum := range strings.Fields(scope.Packs) {
			pack, err := s.packBySum(sum, packs)
			if err != nil {
				return "", nil, err
			}
			next = append(next, pack)
		}
		catalogue, err := compose(next)
		if err != nil {
			return "", nil, err
		}
		return catalogue.SHA256, encoded, nil
	}
	return s.catalogue.SHA256, encoded, nil
}

func (s *Session) packBySum(sum string, fresh []*catalog.Pack) (*catalog.Pack, error) {
	for _, pack := range slices.Concat(fresh, s.packs) {
		if pack.Info.SHA256 == sum {
			return pack, nil
		}
	}
	data, err := s.file.Pack(sum)
	if err != nil {
		return nil, storeError(err)
	}
	return catalog.Decode(data)
}

// follow brings state and evaluation to what was saved.
func (s *Session) follow(changes []history.Change, records []assess.Record) error {
	packs := s.state.Engagement.Packs
	refs := make([]assess.Ref, len(changes))
	for i, change := range changes {
		refs[i] = change.Ref
		if records[i] == nil {
			s.state.Delete(change.Ref)
		} else {
			s.state.Put(records[i])
		}
	}
	if s.state.Engagement.Packs != packs {
		if err := s.loadPacks(); err != nil {
			return err
		}
		s.evaluate()
		return nil
	}
	s.evaluation.Update(refs)
	return nil
}

// entries reads the log, oldest first.
func (s *Session) entries() ([]history.Entry, error) {
	log, err := s.file.Entries()
	return log, storeError(err)
}

func (s *Session) changes(id history.ID) ([]history.Change, error) {
	changes, err := s.file.Changes(id)
	if err != nil {
		return nil, storeError(err)
	}
	return changes, nil
}

// State is the engagement's records, to be read only.
func (s *Session) State() *assess.State { return s.state }

// Library is what the program carries. It is never changed, and may be read
// beside the session.
func (s *Session) Library() *Library { return s.library }

// Evaluation is what the records amount to.
func (s *Session) Evaluation() *assess.Evaluation { return s.evaluation }

// Catalogue is the catalogue in use.
func (s *Session) Catalogue() *assess.Catalogue { return s.catalogue }

func (s *Session) name() string { return s.file.Name() }

func (s *Session) now() time.Time {
	if s.fixed.IsZero() {
		return s.wallClock()
	}
	return s.fixed
}

func (s *Session) wallClock() time.Time { return time.Now() }

func (s *Session) fixedClock() bool { return !s.fixed.IsZero() }

func (s *Session) moment() assess.Instant { return assess.InstantOf(s.now()) }

// author is who makes the commits of this session.
func (s *Session) author() string {
	if s.who.Guessed && s.capacity() == Assessor && s.state.Engagement != nil && s.state.Engagement.Assessor != "" {
		return s.state.Engagement.Assessor
	}
	return s.who.Author
}

func (s *Session) capacity() history.Capacity {
	if s.who.Capacity == "" {
		return Assessor
	}
	return s.who.Capacity
}

// newID makes an id for a new record.
func (s *Session) newID() string { return uuid.Must(uuid.NewV7()).String() }
