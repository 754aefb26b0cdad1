/* One thing after the other, but nothing waits for what is stuck. */
#include "camera/order.h"

static int n_done, order_wrong; /* atomic */
static int release;             /* atomic */

static void
count (gpointer data)
{
  if (g_atomic_int_add (&n_done, 1) != GPOINTER_TO_INT (data))
    g_atomic_int_inc (&order_wrong);
}

static void
wait_released (gpointer data)
{
  while (!g_atomic_int_get (&release))
    g_usleep (1000);
  g_atomic_int_inc (&n_done);
}

static void
wait_done (int n)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (g_atomic_int_get (&n_done) < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (1000);
    }
}

static void
test_order (void)
{
  g_atomic_int_set (&n_done, 0);
  for (int i = 0; i < 100; i++)
    vanity_camera_run_in_order (count, GINT_TO_POINTER (i));
  wait_done (100);
  g_assert_cmpint (g_atomic_int_get (&order_wrong), ==, 0);
}

static void
test_stuck (void)
{
  g_atomic_int_set (&n_done, 0);
  vanity_camera_run_in_order (wait_released, NULL);
  g_usleep (6 * G_USEC_PER_SEC);
  vanity_camera_run_in_order (count, GINT_TO_POINTER (0));
  wait_done (1);
  g_assert_cmpint (g_atomic_int_get (&order_wrong), ==, 0);

  /* And it ends in its own time. */
  g_atomic_int_set (&release, TRUE);
  wait_done (2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/camera/order/order", test_order);
  g_test_add_func ("/camera/order/stuck", test_stuck);

  return g_test_run ();
}
