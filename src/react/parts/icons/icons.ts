/* Every icon is the `d` of one stroked path on a 24 by 24 grid, for `Icon` to draw. Here: those of the first screen. */

export const arrowStart = 'M19 12H5.5M11 6l-6 6 6 6'
export const lock =
  'M7.5 10.5h9a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-2.5 2.5h-9a2.5 2.5 0 0 1-2.5-2.5v-5a2.5 2.5 0 0 1 2.5-2.5zM8 10.5V7.5a4 4 0 0 1 8 0v3'
export const alertCircle = 'M3.25 12a8.75 8.75 0 1 0 17.5 0a8.75 8.75 0 1 0-17.5 0zM12 7.7v4.9M12 16.1v.01'
