// Stands between a process and its disk (LD_PRELOAD): counts what is written below one folder, lets
// writes fail on demand, and notes every write and every wait for the disk in the order they came.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// What the test writes into the file of DISK_CONTROL, and reads there.
struct control {
  int32_t count;  // writes since the test set it to 0
  int32_t from;   // the first that fails; 0 for none
  int32_t until;  // the first that succeeds again
  int32_t fault;  // the errno of those that fail
  int32_t syncs;  // 1: what fails are the waits for the disk, 0: the writes
};

static struct control *control;
static const char *folder;
static int journal = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  folder = getenv("DISK_FOLDER");
  const char *path = getenv("DISK_CONTROL");
  int file = path ? open(path, O_RDWR) : -1;
  if (file < 0 || !folder) {
    folder = NULL;
    return;
  }
  control = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (control == MAP_FAILED) folder = NULL;
  close(file);
  const char *notes = getenv("DISK_JOURNAL");
  if (notes) journal = open(notes, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static int is_ours(int fd, char *path, size_t size) {
  char link[64];
  if (!folder) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) == 0;
}

static int is_shared_memory(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

// Counts a call, and says whether it is to fail.
static int fails(int is_sync) {
  if (control->syncs != is_sync) return 0;
  int n = ++control->count;
  if (control->from == 0 || n < control->from || n >= control->until) return 0;
  errno = control->fault;
  return 1;
}

// A line with what was done, and after it the bytes.
static void note(const char *what, const char *path, off_t at, const void *bytes, size_t length) {
  if (journal < 0 || is_shared_memory(path)) return;
  char line[4400];
  int size = snprintf(line, sizeof line, "%s %lld %zu %s\n", what, (long long)at, length, path);
  real_write(journal, line, size);
  if (bytes) real_write(journal, bytes, length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
  char path[4096];
  if (!is_ours(fd, path, sizeof path)) return real_pwrite(fd, bytes, length, at);
  pthread_mutex_lock(&lock);
  ssize_t done = fails(0) ? -1 : real_pwrite(fd, bytes, length, at);
  if (done > 0) note("write", path, at, bytes, done);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return pwrite64(fd, bytes, length, at);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  char path[4096];
  if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
  if (!is_ours(fd, path, sizeof path)) return real_write(fd, bytes, length);
  pthread_mutex_lock(&lock);
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t done = fails(0) ? -1 : real_write(fd, bytes, length);
  if (done > 0) note("write", path, at, bytes, done);
  pthread_mutex_unlock(&lock);
  return done;
}

int ftruncate64(int fd, off_t length) {
  char path[4096];
  if (!is_ours(fd, path, sizeof path)) return real_ftruncate(fd, length);
  pthread_mutex_lock(&lock);
  int done = real_ftruncate(fd, length);
  if (done == 0) note("truncate", path, length, NULL, 0);
  pthread_mutex_unlock(&lock);
  return done;
}

int ftruncate(int fd, off_t length) {
  return ftruncate64(fd, length);
}

static int wait_for_disk(int fd, int (*real)(int)) {
  char path[4096];
  if (!is_ours(fd, path, sizeof path)) return real(fd);
  pthread_mutex_lock(&lock);
  int done = fails(1) ? -1 : real(fd);
  if (done == 0) note("sync", path, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return done;
}

int fsync(int fd) {
  return wait_for_disk(fd, real_fsync);
}

int fdatasync(int fd) {
  return wait_for_disk(fd, real_fdatasync);
}

int unlink(const char *path) {
  if (!folder || strncmp(path, folder, strlen(folder)) != 0) return real_unlink(path);
  pthread_mutex_lock(&lock);
  int done = real_unlink(path);
  if (done == 0) note("unlink", path, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return done;
}
