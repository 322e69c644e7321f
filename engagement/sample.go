package engagement

import (
	"os"
	"path/filepath"

	"demarc/store"
)

// createSample makes the sample engagement beside its place and gives it its
// name when it is whole, so that a failure part-way leaves no file and an
// existing one stays.
func createSample(path string, begin Beginning, options Options) (*Session, error) {
	folder, err := os.MkdirTemp(filepath.Dir(path), ".demarc-*")
	if err != nil {
		return nil, unavailable(err, "%s cannot be made: %s", filepath.Base(path), reason(err))
	}
	defer os.RemoveAll(folder)
	made := filepath.Join(folder, filepath.Base(path))
	if err := playSample(made, begin, options); err != nil {
		return nil, err
	}
	if err := store.PlaceNew(made, path); err != nil {
		return nil, storeError(err)
	}
	options.Passphrase = func() (string, error) { return begin.Passphrase, nil }
	return Open(path, options)
}

// playSample performs the script in a new file.
func playSample(path string, begin Beginning, options Options) (err error) {
	if options.Library.Sample == nil {
		return wrongInput("this program carries no sample").hint("leave out --sample")
	}
	play := &samplePlay{files: options.Library.Sample, folder: filepath.Dir(path), now: options.Now}
	if play.now.IsZero() {
		play.now = (&Session{}).now()
	}
	visits, err := readSampleScript(play.files, play.dates)
	if err != nil {
		return unavailable(err, "the sample that the program carries cannot be read: %v", err)
	}
	options.Who, options.Now = visits[0].who(), play.moment(visits[0].Day, visits[0].At)
	if play.session, err = create(path, begin, options); err != nil {
		return err
	}
	err = play.perform(visits)
	if closed := play.session.file.Close(); err == nil {
		err = storeError(closed)
	}
	return err
}
