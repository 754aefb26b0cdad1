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

static const VanityKernels *
find_best (void)
{
  const char *wish = g_getenv ("VANITY_ISA");
  const VanityKernels *kernels = wish != NULL ? vanity_kernels_find (wish) : NULL;

  if (kernels == NULL)
    kernels = vanity_kernels_find ("avx512");
  if (kernels == NULL)
    kernels = vanity_kernels_find ("avx2");
  if (kernels == NULL)
    kernels = vanity_kernels_find ("portable");
  return kernels;
}

const VanityKernels *
vanity_kernels_get_default (void)
{
  static const VanityKernels *best;

  if (forced != NULL)
    return forced;
  if (g_once_init_enter (&best))
    g_once_init_leave (&best, find_best ());
  return best;
}

void
vanity_kernels_set_default (const VanityKernels *kernels)
{
  forced = kernels;
}
