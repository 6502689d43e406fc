import { passwordProblem } from './password-policy';

const owner = { email: 'achieng@duka.example', name: 'Mercy Achieng' };

describe('a new password', () => {
  it.each(['mvua kubwa leo usiku', 'Tr0ubadour&3x7-kesho', 'achieng rides a blue matatu'])(
    '%s is accepted',
    (password) => {
      expect(passwordProblem(password, owner)).toBeUndefined();
    },
  );

  it.each([
    ['short1!', 'at least 12'],
    ['a'.repeat(300), 'at most'],
    ['aaaaaaaabbbb', 'different characters'],
    ['password1234', 'common words'],
    ['Achieng12345', 'names'],
    ['mercyachieng', 'names'],
  ])('%s is refused', (password, reason) => {
    expect(passwordProblem(password, owner)).toContain(reason);
  });
});
