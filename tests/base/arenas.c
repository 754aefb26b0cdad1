/* Threads that come and go leave no arenas behind. */
#define _GNU_SOURCE /* open_memstream () */
#include "base/arenas.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gpointer
allocate (gpointer barrier)
{
  gpointer memory = malloc (1000);

  /* All at once, so that none takes over an arena of another. */
  g_atomic_int_dec_and_test ((gint *)barrier);
  while (g_atomic_int_get ((gint *)barrier) > 0)
    g_thread_yield ();
  free (memory);
  return NULL;
}

#ifdef __GLIBC__
static int
count_arenas (void)
{
  char *text = NULL;
  size_t size;
  FILE *file = open_memstream (&text, &size);
  int n = 0;

  g_assert_cmpint (malloc_info (0, file), ==, 0);
  fclose (file);
  for (const char *at = text; (at = strstr (at, "<heap nr=")) != NULL; at++)
    n++;
  free (text);
  return n;
}
#endif

static void
test_limit (void)
{
  GThread *threads[12];
  gint barrier = G_N_ELEMENTS (threads);

  vanity_arenas_limit ();
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("allocates", allocate, &barrier);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
#ifdef __GLIBC__
#ifndef __SANITIZE_ADDRESS__
  if (g_getenv ("MALLOC_ARENA_MAX") == NULL)
    g_assert_cmpint (count_arenas (), <=, 2);
#else
  (void)count_arenas;
#endif
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/arenas/limit", test_limit);

  return g_test_run ();
}
