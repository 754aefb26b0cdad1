#include "base/error.h"
#include "nn/kernels/tables.h"

static const VanityKernels *forced;

static gboolean
can_run_avx512 (void)
{
#ifdef VANITY_HAVE_X86_KERNELS
  return __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512vl")
         && __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512dq")
         && __builtin_cpu_supports ("fma");
#else
  return FALSE;
#endif
}

static gboolean
can_run_avx2 (void)
{
#ifdef VANITY_HAVE_X86_KERNELS
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
#else
  return FALSE;
#endif
}

const VanityKernels *
vanity_kernels_find (const char *name)
{
#ifdef VANITY_HAVE_X86_KERNELS
  if (g_str_equal (name, "avx512") && can_run_avx512 ())
    return &vanity_kernels_avx512;
  if (g_str_equal (name, "avx2") && can_run_avx2 ())
    return &vanity_kernels_avx2;
#endif
  if (g_str_equal (name, "portable"))
    return &vanity_kernels_portable;
  return NULL;
}

/* NULL with an error when the person wishes for what is not there: a measurement or a test of one
 * instruction set must not quietly be one of another. */
static const VanityKernels *
find_best (GError **error)
{
  static const char *const names[] = { "avx512", "avx2", "portable" };
  g_autoptr (GString) possible = g_string_new (NULL);
  const char *wish = g_getenv ("VANITY_CPU");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const VanityKernels *kernels = vanity_kernels_find (names[i]);

      if (kernels != NULL && (wish == NULL || *wish == '\0' || g_str_equal (wish, names[i])))
        return kernels;
      if (kernels != NULL)
        g_string_append_printf (possible, "%s%s", possible->len > 0 ? ", " : "", names[i]);
    }
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "VANITY_CPU is “%s”, but this machine can run only one of: %s", wish, possible->str);
  return NULL;
}

const VanityKernels *
vanity_kernels_get_default (GError **error)
{
  return forced != NULL ? forced : find_best (error);
}

void
vanity_kernels_set_default (const VanityKernels *kernels)
{
  forced = kernels;
}
