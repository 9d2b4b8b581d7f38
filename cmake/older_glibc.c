/* Lets a library that was linked on a newer system load with glibc 2.31, where these names have another version or
 * another form. scvm_shippable.cmake has the linker send each name to its __wrap_. */
#include <pthread.h>
#include <time.h>

#if defined(__x86_64__)
#define FIRST_GLIBC "GLIBC_2.2.5"
#define STAT_VERSION 1
#elif defined(__aarch64__)
#define FIRST_GLIBC "GLIBC_2.17"
#define STAT_VERSION 0
#else
#error "expected the first version of glibc for this processor, and its _STAT_VER"
#endif
#define OLDER(name, version) __asm__(".symver older_" #name "," #name "@" version)

/* Until 2.33, threads had a library of their own, with versions of its own. */
int older_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
int older_pthread_join(pthread_t, void**);
int older_pthread_once(pthread_once_t*, void (*)(void));
int older_pthread_key_create(pthread_key_t*, void (*)(void*));
int older_pthread_rwlock_rdlock(pthread_rwlock_t*);
int older_pthread_rwlock_wrlock(pthread_rwlock_t*);
int older_pthread_rwlock_unlock(pthread_rwlock_t*);
int older_pthread_cond_clockwait(pthread_cond_t*, pthread_mutex_t*, clockid_t, const struct timespec*);
OLDER(pthread_create, FIRST_GLIBC);
OLDER(pthread_join, FIRST_GLIBC);
OLDER(pthread_once, FIRST_GLIBC);
OLDER(pthread_key_create, FIRST_GLIBC);
OLDER(pthread_rwlock_rdlock, FIRST_GLIBC);
OLDER(pthread_rwlock_wrlock, FIRST_GLIBC);
OLDER(pthread_rwlock_unlock, FIRST_GLIBC);
OLDER(pthread_cond_clockwait, "GLIBC_2.30");

int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* with) {
    return older_pthread_create(thread, attributes, run, with);
}
int __wrap_pthread_join(pthread_t thread, void** result) {
    return older_pthread_join(thread, result);
}
int __wrap_pthread_once(pthread_once_t* once, void (*run)(void)) {
    return older_pthread_once(once, run);
}
int __wrap___pthread_key_create(pthread_key_t* key, void (*destroy)(void*)) {
    return older_pthread_key_create(key, destroy);
}
int __wrap_pthread_rwlock_rdlock(pthread_rwlock_t* lock) {
    return older_pthread_rwlock_rdlock(lock);
}
int __wrap_pthread_rwlock_wrlock(pthread_rwlock_t* lock) {
    return older_pthread_rwlock_wrlock(lock);
}
int __wrap_pthread_rwlock_unlock(pthread_rwlock_t* lock) {
    return older_pthread_rwlock_unlock(lock);
}
int __wrap_pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                                  const struct timespec* until) {
    return older_pthread_cond_clockwait(condition, mutex, clock, until);
}

/* Until 2.32, stat and its kin were inline calls of these. */
int older___xstat(int, const char*, void*);
int older___lxstat(int, const char*, void*);
int older___fxstat64(int, int, void*);
OLDER(__xstat, FIRST_GLIBC);
OLDER(__lxstat, FIRST_GLIBC);
OLDER(__fxstat64, FIRST_GLIBC);

int __wrap_stat(const char* path, void* result) {
    return older___xstat(STAT_VERSION, path, result);
}
int __wrap_lstat(const char* path, void* result) {
    return older___lxstat(STAT_VERSION, path, result);
}
int __wrap_fstat64(int file, void* result) {
    return older___fxstat64(STAT_VERSION, file, result);
}

/* Whether the process has one thread: 2.32 tells, and false is always safe (an atomic count where a plain one would
 * do). */
char __wrap___libc_single_threaded = 0;
