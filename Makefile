# make run   the main job on the sample engagement, ending with a signed PDF
# make test  everything that has to hold; installs what the tests need
# make bench benchmarks, as ratios within one run
# make long  what takes longer: the race detector and fuzzing
# make notices  writes THIRD_PARTY_NOTICES.md anew

SHELL := /bin/bash
export CGO_ENABLED ?= 0

TESTED_WITH := pdfsig=poppler-utils pdftotext=poppler-utils qpdf=qpdf mutool=mupdf-tools \
	openssl=openssl certutil=libnss3-tools pk12util=libnss3-tools
PLATFORMS := linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64
FUZZ_TIME ?= 30s

.PHONY: all run test check unit platforms bench long race fuzz notices needs clean

all: build/demarc

build/demarc: FORCE
	@go build -trimpath -tags headless -o $@ .
FORCE:

run: build/demarc
	@make/run.sh build/demarc build/sample

test: needs check unit platforms
	@echo "all checks passed"

needs:
	@make/needs.sh $(TESTED_WITH)

check:
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not gofmt-ed: $$unformatted"; exit 1; }
	go mod verify
	go vet ./...
	go run ./make/notices -check THIRD_PARTY_NOTICES.md

unit:
	go test ./...

# Every build that is handed out compiles, not only this machine's.
platforms:
	@for platform in $(PLATFORMS); do \
		echo "building for $$platform"; \
		GOOS=$${platform%/*} GOARCH=$${platform#*/} go build -trimpath -tags headless -o /dev/null . || exit 1; \
	done

bench:
	go test -run '^$$' -bench . -benchtime 3x ./...

long: needs race fuzz
	@echo "all long checks passed"

race:
	CGO_ENABLED=1 go test -race -timeout 60m ./...

fuzz:
	./make/fuzz.sh $(FUZZ_TIME)

notices:
	go run ./make/notices -write THIRD_PARTY_NOTICES.md

clean:
	rm -rf build
